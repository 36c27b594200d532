"""What stands behind the doors of a kiosk, and the places that belong to its present visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import (
    Date,
    Select,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import joinedload

from app.core.actor import Actor
from app.core.db import db, rows
from app.core.errors import NotFound
from app.core.permission import Permission
from app.directory.models import DirectoryEntry, EntryNeed
from app.directory.permissions import shown_in
from app.directory.queries.kinds import KINDS
from app.kiosk.models import Visit
from app.skills.models import InventoryEntry
from app.skills.scales import Frequency
from app.workshops.models import Enrolment, Session, SessionState, Workshop, WorkshopProposal
from app.workshops.permissions import PUBLIC_STATES, public_to
from app.workshops.seats import POSITION


@dataclass(frozen=True, slots=True)
class Doors:
    """How many things the visitor's list has, and whether there is anything to find or to come to."""

    things: int
    has_entries: bool
    has_workshops: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands there: the visit, its list, and the ids of places `opened` by their code in it."""

    visit_id: UUID
    inventory_id: UUID | None
    opened: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a series, or in the line for one: then `position` counts from 1."""

    enrolment: Enrolment
    position: int | None

    @property
    def state(self) -> str:
        return self.enrolment.state

    @property
    def title(self) -> str:
        return self.enrolment.workshop.title


_HERE, _TODAY = bindparam("here", type_=Uuid), bindparam("today", type_=Date)
_THINGS = select(func.count()).where(
    InventoryEntry.inventory_id == bindparam("inventory_id"),
    or_(InventoryEntry.frequency.is_(None), InventoryEntry.frequency != Frequency.NEVER.value),
)
_COMING = exists().where(
    Session.workshop_id == Workshop.id,
    Session.on >= _TODAY,
    Session.state != SessionState.CANCELLED,
    Workshop.municipality_id == _HERE,
    Workshop.is_public,
    Workshop.state.in_(PUBLIC_STATES),
)
# Put together once: the home screen is the page that is opened most.
_DOORS = select(_THINGS.scalar_subquery(), exists().where(shown_in(_HERE, _TODAY)), _COMING)


def find_doors(actor: Actor, inventory_id: UUID | None, today: date) -> Doors:
    """A door is shown only where something is behind it; one query."""
    found = rows(_DOORS, here=actor.here(), today=today, inventory_id=inventory_id)[0]
    return Doors(found[0], bool(found[1]), bool(found[2]))


def needs_with_answers(actor: Actor, today: date) -> frozenset[str]:
    """The needs with which an entry helps that is public today."""
    query = (
        select(EntryNeed.need)
        .distinct()
        .join(DirectoryEntry, DirectoryEntry.id == EntryNeed.entry_id)
        .where(shown_in(actor.here(), today))
    )
    return frozenset(db.session.scalars(query))


def check_kind(kind: str) -> None:
    """Raise NotFound for a word in an address that is no kind of entry."""
    if kind not in KINDS:
        raise NotFound


def municipality_of_entry(kind: str, entry_id: UUID) -> UUID:
    """Where a public entry is, for whoever carries its address along; NotFound."""
    check_kind(kind)
    query = select(DirectoryEntry.municipality_id).where(
        DirectoryEntry.id == entry_id, DirectoryEntry.kind == kind, DirectoryEntry.is_public
    )
    return _found(db.session.scalar(query))


def municipality_of_workshop(workshop_id: UUID) -> UUID:
    """Where a public series is; NotFound."""
    query = select(Workshop.municipality_id).where(
        Workshop.id == workshop_id, Workshop.is_public, Workshop.state.in_(PUBLIC_STATES)
    )
    return _found(db.session.scalar(query))


def get_open_workshop(actor: Actor, workshop_id: UUID) -> Workshop:
    """The row of a public series, to sign up for; NotFound."""
    found = db.session.scalars(select(Workshop).where(Workshop.id == workshop_id, public_to(actor))).first()
    if found is None:
        raise NotFound
    return found


def get_place(actor: Actor, enrolment_id: UUID, standing: Standing) -> Place:
    """A place of this visit: asked for in it, with its list, or opened by its code; else NotFound."""
    query = _places(actor, standing).where(Enrolment.id == enrolment_id).add_columns(POSITION)
    found = db.session.execute(query).first()
    if found is None:
        raise NotFound
    return Place(*found)


def list_places(actor: Actor, standing: Standing) -> Sequence[Enrolment]:
    """All places of this visit, in the order they were asked for."""
    query = _places(actor, standing)
    return db.session.scalars(query.order_by(Enrolment.created_at, Enrolment.id)).all()


def proposed_by(inventory_id: UUID) -> frozenset[UUID]:
    """The competences that somebody has offered to teach with this list."""
    query = select(WorkshopProposal.competence_id).where(WorkshopProposal.inventory_id == inventory_id)
    return frozenset(each for each in db.session.scalars(query) if each)


def _places(actor: Actor, standing: Standing) -> Select[Enrolment]:
    started = select(Visit.started_at).where(Visit.id == standing.visit_id).scalar_subquery()
    own = [
        and_(Enrolment.created_by == actor.id, Enrolment.created_at >= started),
        Enrolment.id.in_(standing.opened),
    ]
    if standing.inventory_id:
        own.append(Enrolment.inventory_id == standing.inventory_id)
    return (
        select(Enrolment)
        .where(Enrolment.municipality_id.in_(actor.municipalities(Permission.ENROLMENT_REQUEST)), or_(*own))
        .options(joinedload(Enrolment.workshop), joinedload(Enrolment.inventory))
    )


def _found(municipality_id: UUID | None) -> UUID:
    if municipality_id is None:
        raise NotFound
    return municipality_id
