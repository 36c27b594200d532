"""The twin of a protocol's page."""

from uuid import UUID

from flask import render_template
from sqlalchemy import CompoundSelect, Select, literal, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Staff
from app.core import clock
from app.core.machine import Transition
from app.dev.bench.bare.frame import ZONE, app, bare, office
from app.directory.services.models import Service, ServiceBasis
from app.directory.shelves.models.publications import Publication, PublicationBasis
from app.directory.slots.models import DropInSlot, SlotBasis
from app.network.protocols.models import Protocol, ProtocolParty
from app.workshops.planning.models.series import Workshop, WorkshopBasis


@app.get("/protocol/<uuid:protocol_id>")
def protocol(protocol_id: UUID) -> str:
    query = (
        select(Protocol)
        .where(Protocol.id == protocol_id)
        .options(
            joinedload(Protocol.parties).joinedload(ProtocolParty.party),
            joinedload(Protocol.renewals),
            selectinload(Protocol.obligations),
            selectinload(Protocol.papers),
        )
    )
    found = bare.session.scalars(query).unique().one()
    history = select(Transition).where(Transition.subject_id == protocol_id).order_by(Transition.at.desc())
    changes = bare.session.scalars(history).all()
    staff = {found.owner_id, *(each.actor_id for each in changes)}
    staff |= {each.owner_id for each in found.obligations}
    names = bare.session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(staff)))
    return render_template(
        "bare/protocol.html",
        protocol=found,
        today=clock.today(ZONE),
        parties={each.id: each.party.name for each in found.parties},
        history=changes,
        names={row.id: row.name for row in names},
        directory=bare.session.execute(_of_directory(protocol_id)).all(),
        series=bare.session.execute(_series(protocol_id)).all(),
        **office(),
    )


def _of_directory(protocol_id: UUID) -> CompoundSelect[str, UUID, str]:
    return union_all(
        select(literal("slot"), DropInSlot.id, DropInSlot.topic)
        .join(SlotBasis, SlotBasis.slot_id == DropInSlot.id)
        .where(SlotBasis.protocol_id == protocol_id),
        select(literal("service"), Service.id, Service.name)
        .join(ServiceBasis, ServiceBasis.service_id == Service.id)
        .where(ServiceBasis.protocol_id == protocol_id),
        select(literal("publication"), Publication.id, Publication.title)
        .join(PublicationBasis, PublicationBasis.publication_id == Publication.id)
        .where(PublicationBasis.protocol_id == protocol_id),
    )


def _series(protocol_id: UUID) -> Select[UUID, str]:
    query = select(Workshop.id, Workshop.title).join(WorkshopBasis, WorkshopBasis.workshop_id == Workshop.id)
    return query.where(WorkshopBasis.protocol_id == protocol_id).order_by(Workshop.sort_key)
