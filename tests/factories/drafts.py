"""The text of a protocol, and a template of the municipality; inside a transaction."""

from collections.abc import Mapping
from uuid import UUID

from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.files import keep
from app.network.drafts.models import DocumentTemplate
from app.network.drafts.operations import clauses
from app.network.drafts.operations.templates import add_template, read_template, remove_template
from app.network.drafts.queries import list_clauses
from app.network.protocols.models import Protocol
from tests.factories.protocols import a_draft
from tests.factories.texts import a_docx, an_odt


def a_text(actor: Actor, protocol: Protocol) -> UUID:
    """With the clauses it begins with, of which one is taken out; the id of another."""
    clauses.begin(actor, protocol=protocol)
    second, third = list_clauses(protocol)[1:3]
    clauses.remove_clause(actor, protocol=protocol, row=third)
    return second.id


def a_template(actor: Actor, *, name: str = "Modelo da câmara", is_odt: bool = False) -> DocumentTemplate:
    found = read_template(an_odt(), "modelo.odt") if is_odt else read_template(a_docx(), "modelo.docx")
    where = actor.here()
    return add_template(
        actor,
        template_id=new_id(),
        municipality_id=where,
        name=name,
        file_id=keep(found, municipality_id=where, actor=actor).id,
    )


def one_of_each_draft(actor: Actor, ids: Mapping[str, UUID | str]) -> dict[str, UUID | str]:
    """The text of the protocol that addresses name, a draft without, templates in use and out of use."""
    protocol = db.session.get_one(Protocol, ids["protocol_id"])
    a_draft(actor, [each.party_id for each in protocol.sides], title="Protocolo a escrever")
    remove_template(actor, template=a_template(actor, name="Modelo antigo", is_odt=True))
    return {
        "clause_id": a_text(actor, protocol),
        "template_id": a_template(actor).id,
        "direction": "down",
    }
