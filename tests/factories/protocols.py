"""Protocols between the town hall and an association, made through the operations; inside a transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.network.parties.models import Organisation as Party
from app.network.parties.models import OrganisationKind, PartyReach
from app.network.parties.operations import create_organisation
from app.network.protocols.models import Instrument, Protocol, ProtocolObligation, Renewal
from app.network.protocols.operations import decisions, parts, protocols
from app.network.protocols.operations.protocols import Heading, Side, Terms
from app.network.protocols.queries.protocols import get_protocol
from tests.factories.papers import a_pdf

A_YEAR = timedelta(days=365)


def an_association(actor: Actor, name: str = "Associação Mãos Dadas") -> UUID:
    made = create_organisation(
        actor,
        organisation_id=new_id(),
        municipality_id=actor.here(),
        name=name,
        kind=OrganisationKind.ASSOCIATION,
    )
    return made.id


def town_hall_here(actor: Actor) -> UUID:
    """For which everybody of the cast works."""
    halls = select(Party.id).join(PartyReach).where(PartyReach.municipality_id == actor.here())
    kind = Party.kind == OrganisationKind.TOWN_HALL.value
    return db.session.scalars(halls.where(kind).order_by(Party.sort_key)).first() or new_id()


def a_draft(
    actor: Actor,
    organisations: Sequence[UUID] = (),
    *,
    title: str = "Cedência de sala",
    starts_on: date | None = None,
    ends_on: date | None = None,
    renewal: Renewal = Renewal.BY_ACT,
    months: int | None = None,
    owner_id: UUID | None = None,
    agreed_on: date | None = date(2025, 1, 10),
) -> Protocol:
    """All sides have agreed to it, unless `agreed_on` says that they have not."""
    protocol = protocols.create_protocol(
        actor,
        protocol_id=new_id(),
        municipality_id=actor.here(),
        heading=Heading(title=title, number="12/2025", purpose="Oficinas na sede.", owner_id=owner_id),
        terms=Terms(
            instrument=Instrument.PARTNERSHIP.value,
            renewal=renewal.value,
            starts_on=starts_on,
            ends_on=ends_on,
            renewal_months=months,
        ),
    )
    for number, each in enumerate(organisations):
        side = Side(
            role="promoter" if number == 0 else "supporting",
            agreed_on=agreed_on,
            signatory="Amélia Leal",
            signatory_function="Presidente",
        )
        protocols.add_party(actor, row_id=new_id(), protocol=protocol, party_id=each, side=side)
    return protocol


def a_protocol(
    actor: Actor,
    organisations: Sequence[UUID],
    *,
    title: str = "Cedência de sala",
    starts_on: date = date(2025, 1, 15),
    ends_on: date | None = None,
    renewal: Renewal = Renewal.BY_ACT,
    months: int | None = None,
    owner_id: UUID | None = None,
) -> Protocol:
    """Signed by all sides."""
    draft = a_draft(
        actor,
        organisations,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        renewal=renewal,
        months=months,
        owner_id=owner_id,
    )
    db.session.expire(draft)
    protocol = get_protocol(actor, draft.id)
    decisions.sign(actor, protocol=protocol, version=protocol.version, on=date(2025, 1, 12))
    return protocol


def an_obligation(
    actor: Actor, protocol: Protocol, *, due_on: date | None = None, owner_id: UUID | None = None
) -> ProtocolObligation:
    duty = parts.Duty(
        side_id=protocol.sides[-1].id,
        what="Ceder a sala duas tardes por semana.",
        due_on=due_on,
        owner_id=owner_id,
    )
    return parts.add_obligation(actor, obligation_id=new_id(), protocol=protocol, duty=duty)


def a_paper(actor: Actor, protocol: Protocol) -> UUID:
    file = keep(Inspected(FileKind.PDF, a_pdf()), municipality_id=protocol.municipality_id, actor=actor)
    return parts.add_paper(
        actor, paper_id=new_id(), protocol=protocol, file_id=file.id, kind="signed", title=""
    ).id


def one_of_each_protocol(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID | str]:
    """A draft that all sides have agreed to, with what it can have; and a renewal of another one."""
    sides, today = [town_hall_here(actor), ids["organisation_id"]], clock.today("Europe/Lisbon")
    other = a_protocol(actor, sides, title="Outro", ends_on=today - timedelta(days=30))
    renewal = decisions.renew(
        actor, renewal_id=new_id(), protocol=other, version=other.version, ends_on=today + A_YEAR
    )
    protocol = a_draft(actor, sides)
    an_obligation(actor, protocol, due_on=today - timedelta(days=3))
    obligation = an_obligation(actor, protocol)
    parts.note_done(actor, obligation=obligation, version=obligation.version, on=today, evidence="Ofício")
    parts.remove(actor, protocol=protocol, part=an_obligation(actor, protocol))
    return {
        "protocol_id": protocol.id,
        "protocol_party_id": protocol.sides[0].id,
        "obligation_id": obligation.id,
        "protocol_paper_id": a_paper(actor, protocol),
        "renewal_id": renewal.id,
        "part": "obligations",
        "part_id": obligation.id,
    }
