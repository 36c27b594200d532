"""What stands behind the doors of a kiosk."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Date, Uuid, bindparam, exists, func, or_, select

from app.core.actor import Actor
from app.core.db import db, rows
from app.core.errors import NotFound, existing
from app.directory.index.kinds import is_kind
from app.directory.index.models import DirectoryEntry, EntryNeed
from app.directory.index.permissions import shown_in
from app.skills.models.inventory import Inventory, InventoryEntry
from app.skills.scales import Frequency
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.permissions import PUBLIC_STATES, public_to
from app.workshops.proposals.models import WorkshopProposal


@dataclass(frozen=True, slots=True)
class Doors:
    """How many things the visitor's list has, and whether there is anything to find or to come to."""

    things: int
    has_entries: bool
    has_workshops: bool


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
    or_(*(Workshop.state == state for state in PUBLIC_STATES)),  # as IN it would be written anew each time
)
# Put together once: the home screen is the page that is opened most.
_DOORS = select(_THINGS.scalar_subquery(), _COMING)


def find_doors(actor: Actor, inventory_id: UUID | None, today: date, stamp: UUID | None) -> Doors:
    """A door is shown only where something is behind it; one query. `stamp` is the directory's."""
    things, has_workshops = rows(_DOORS, here=actor.here(), today=today, inventory_id=inventory_id)[0]
    return Doors(things, _has_entries(actor.here(), today, stamp), bool(has_workshops))


@lru_cache(maxsize=256)
def _has_entries(municipality_id: UUID, today: date, _stamp: UUID | None) -> bool:
    """Kept until the stamp changes, as everything that is the directory's (index/models.py)."""
    return bool(db.session.scalar(select(exists().where(shown_in(municipality_id, today)))))


@lru_cache(maxsize=256)
def answers_by_need(
    municipality_id: UUID, today: date, _stamp: UUID | None
) -> Mapping[str, Mapping[str, int]]:
    """Of each need with which something public helps today: how many entries of each kind.

    Kept until the directory's stamp changes.
    """
    query = (
        select(EntryNeed.need, DirectoryEntry.kind, func.count())
        .join(DirectoryEntry, DirectoryEntry.id == EntryNeed.entry_id)
        .where(shown_in(municipality_id, today))
        .group_by(EntryNeed.need, DirectoryEntry.kind)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for need, kind, count in db.session.execute(query):
        found[need][kind] = count
    return dict(found)


def check_kind(kind: str) -> None:
    """Raise NotFound for a word in an address that is no kind of entry."""
    if not is_kind(kind):
        raise NotFound


def municipality_of_entry(kind: str, entry_id: UUID) -> UUID:
    """Where a public entry is, for whoever carries its address along; NotFound."""
    check_kind(kind)
    query = select(DirectoryEntry.municipality_id).where(
        DirectoryEntry.id == entry_id, DirectoryEntry.kind == kind, DirectoryEntry.is_public
    )
    return existing(db.session.scalar(query))


def municipality_of_workshop(workshop_id: UUID) -> UUID:
    """Where a public series is; NotFound."""
    query = select(Workshop.municipality_id).where(
        Workshop.id == workshop_id, Workshop.is_public, Workshop.state.in_(PUBLIC_STATES)
    )
    return existing(db.session.scalar(query))


def get_open_workshop(actor: Actor, workshop_id: UUID) -> Workshop:
    """The row of a public series, to sign up for; NotFound."""
    return existing(db.session.scalar(select(Workshop).where(Workshop.id == workshop_id, public_to(actor))))


def proposed_by(inventory: Inventory) -> frozenset[UUID]:
    """The competences that were offered to be taught with this list, or by the person whose it became."""
    whose = WorkshopProposal.inventory_id == inventory.id
    if inventory.participant_id:
        whose = WorkshopProposal.participant_id == inventory.participant_id
    query = select(WorkshopProposal.competence_id).where(whose)
    return frozenset(each for each in db.session.scalars(query) if each)
