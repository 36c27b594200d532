"""What is noted of a party, a merge, a list that was brought, made through the operations."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core import tasks
from app.core.actor import Actor
from app.core.db import new_id
from app.core.sheets import SheetRow, kept_rows
from app.network.parties import attaching, importing, merging
from app.network.parties.attached import (
    Attached,
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyName,
)
from app.network.parties.hanging import preview
from app.network.parties.models import BodyKind, OrganisationKind, Party
from app.network.parties.operations import create_organisation, create_party
from app.network.parties.queries import get_party


def a_body(actor: Actor, name: str = "Núcleo Executivo") -> Party:
    assert actor.municipality_id
    return create_party(
        actor,
        party_id=new_id(),
        municipality_id=actor.municipality_id,
        name=name,
        kind=BodyKind.EXECUTIVE_NUCLEUS,
    )


def an_organisation(actor: Actor, name: str, parent_id: UUID | None = None) -> Party:
    assert actor.municipality_id
    return create_organisation(
        actor,
        organisation_id=new_id(),
        municipality_id=actor.municipality_id,
        name=name,
        kind=OrganisationKind.ASSOCIATION,
        parent_id=parent_id,
    )


def noted(actor: Actor, model: type[Attached], party: Party, **values: Any) -> UUID:
    """The id of something noted of a party."""
    where = actor.municipality_id
    assert where
    return attaching.note(
        actor, model, line_id=new_id(), municipality_id=where, party=party, values=values
    ).id


def one_of_each_party(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """A line of every sort, all of one party; and one that was withdrawn of each sort that has a button."""
    party = get_party(actor, ids["organisation_id"])
    assert actor.municipality_id
    mark = actor.municipality_id.hex[:4]
    first, second = a_body(actor, f"Núcleo {mark}"), a_body(actor, f"Plenário {mark}")
    lines: dict[str, tuple[type[Attached], dict[str, Any], dict[str, Any]]] = {
        "party_name_id": (
            PartyName,
            {"text": f"Raízes {mark}", "sort": "spelling"},
            {"text": f"R{mark}", "sort": "acronym"},
        ),
        "party_contact_id": (
            PartyContact,
            {"name": "Rosa Peixe", "function": "Direção", "email": "rosa@example.org"},
            {"name": "Ana Lobo"},
        ),
        "contribution_id": (
            PartyContribution,
            {"kind": "premises", "what": "Sala para vinte pessoas"},
            {"kind": "publicity", "what": "Boletim"},
        ),
        "partnership_role_id": (PartnershipRole, {"role": "support"}, {"role": "local"}),
        "party_member_id": (
            PartyMember,
            {"member_id": first.id, "role": "member"},
            {"member_id": second.id, "role": "guest"},
        ),
    }
    made: dict[str, UUID | str] = {}
    for name, (model, standing, mistaken) in lines.items():
        made[name] = noted(actor, model, party, **standing)
        line = attaching.note(
            actor,
            model,
            line_id=new_id(),
            municipality_id=actor.municipality_id,
            party=party,
            values=mistaken,
        )
        attaching.withdraw(actor, line=line)
    return made | {"party_merge_id": a_merge(actor, party), "party_list_id": a_list(actor)}


def a_merge(actor: Actor, kept: Party) -> UUID:
    """The merge of another one into a party."""
    assert actor.municipality_id
    seen = preview(kept, an_organisation(actor, f"{kept.name}, IPSS"))
    of: dict[str, Any] = {"municipality_id": actor.municipality_id, "reason": "A mesma morada"}
    return merging.merge(actor, merge_id=new_id(), seen=seen, **of).id


def a_list(actor: Actor) -> UUID:
    """A list that waits until somebody has looked at it."""
    assert actor.municipality_id
    rows = kept_rows([SheetRow(2, {"Nome": "Clube de Sanfins", "Tipo": "Planeta"})])
    of: dict[str, Any] = {"municipality_id": actor.municipality_id, "is_draft": True, "sent": rows}
    return tasks.ask(actor, importing.TASK, {}, task_id=new_id(), **of).id
