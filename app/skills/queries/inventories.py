"""Reads of lists and their entries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, rows
from app.core.errors import existing
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.queries import demand_opened, visible_to
from app.skills import permissions
from app.skills.fit import Speaks
from app.skills.models.inventory import Inventory, InventoryEntry, InventoryState
from app.skills.scales import Frequency


def get_inventory(actor: Actor, inventory_id: UUID, *, to_change: bool = False) -> Inventory:
    """A list with its entries; NotFound outside the actor's municipalities and for an erased one.

    `to_change`: whoever else writes it waits, and it is read as they left it.
    """
    query = select(Inventory).where(Inventory.id == inventory_id, readable_by(actor))
    if to_change:
        query = query.with_for_update(of=Inventory).execution_options(populate_existing=True)
    return existing(db.session.scalar(query.options(selectinload(Inventory.entries))))


@dataclass(frozen=True, slots=True)
class Answer:
    """What an entry says to the cards."""

    competence_id: UUID | None
    context: str
    frequency: str | None


# Of the table, and built once: most screens of the kiosk read the answers.
_entry = InventoryEntry.__table__.c
_ANSWERS = select(_entry.competence_id, _entry.context, _entry.frequency).where(
    _entry.inventory_id == bindparam("inventory_id")
)


def answers_in(inventory_id: UUID) -> list[Answer]:
    """The answers of a list that the caller may read, in no order."""
    found = rows(_ANSWERS, inventory_id=inventory_id)
    return [Answer(competence_id, context, frequency) for competence_id, context, frequency in found]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an entry says for itself (app/skills/fit.py)."""

    competence_id: UUID | None
    frequency: str | None
    level: str | None
    wish: str | None


_SPOKEN = select(_entry.competence_id, _entry.frequency, _entry.level, _entry.wish).where(
    _entry.inventory_id == bindparam("inventory_id")
)


def what_speaks(inventory_id: UUID) -> Speaks:
    """What a list that the caller may read speaks for."""
    return Speaks(Spoken(*row) for row in rows(_SPOKEN, inventory_id=inventory_id))


def entries_to_change(actor: Actor, ids: Collection[UUID]) -> Sequence[InventoryEntry]:
    """Of these entries those in lists that the actor may read; whoever else writes those lists waits.

    ReasonNeeded where one is a sealed person's. The same few queries for however many.
    """
    wanted = select(InventoryEntry.inventory_id).where(InventoryEntry.id.in_(ids))
    lists = (
        select(Inventory).where(Inventory.id.in_(wanted), readable_by(actor)).with_for_update(of=Inventory)
    )
    found = db.session.scalars(lists.order_by(Inventory.created_at, Inventory.id)).all()
    sealed = select(Participant).where(
        Participant.id.in_(each.participant_id for each in found), Participant.sealed_at.is_not(None)
    )
    for person in db.session.scalars(sealed):
        demand_opened(actor, person)
    entries = select(InventoryEntry).where(
        InventoryEntry.id.in_(ids), InventoryEntry.inventory_id.in_(each.id for each in found)
    )
    entries = entries.options(joinedload(InventoryEntry.inventory)).order_by(InventoryEntry.id)
    return db.session.scalars(entries.execution_options(populate_existing=True)).all()


def list_inventories(actor: Actor, participant_id: UUID) -> Sequence[Inventory]:
    """The lists of a participant with their entries, the newest first; one query."""
    query = select(Inventory).where(Inventory.participant_id == participant_id, readable_by(actor))
    query = query.options(joinedload(Inventory.entries))
    newest = query.order_by(Inventory.created_at.desc(), Inventory.id.desc())
    return db.session.scalars(newest).unique().all()


def entries_of(actor: Actor, participant_id: UUID) -> list[InventoryEntry]:
    """What a participant can do by all their lists (see `latest`)."""
    return latest(list_inventories(actor, participant_id))


def latest(inventories: Iterable[Inventory]) -> list[InventoryEntry]:
    """The latest entry of each competence, then own words without one."""
    entries = [entry for inventory in inventories for entry in inventory.entries]
    entries.sort(key=lambda entry: (entry.created_at, entry.id))
    last = {entry.competence_id or entry.id: entry for entry in entries}
    done = [entry for entry in last.values() if entry.frequency != Frequency.NEVER.value]
    return sorted(done, key=lambda entry: (entry.competence_id is None, entry.created_at, entry.id))


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """A list that was received and not yet gone through with the person."""

    inventory: Inventory
    participant: Participant


def list_unreviewed(actor: Actor, at_most: int) -> Sequence[Unreviewed]:
    """Received lists of the current municipality, the longest waiting first."""
    rows = db.session.execute(
        select(Inventory, Participant)
        .join(Participant, Participant.id == Inventory.participant_id)
        .where(
            Inventory.municipality_id == actor.here(),
            Inventory.state == InventoryState.CLAIMED.value,
            visible_to(actor),
        )
        .order_by(Inventory.claimed_at, Inventory.id)
        .limit(at_most)
    )
    return [Unreviewed(*row) for row in rows]


def count_waiting(actor: Actor) -> int:
    """How many saved lists, whose code is still valid, nobody has come to the desk with yet."""
    here = actor.here()
    actor.demand(Permission.INVENTORY_CLAIM)
    saved = select(func.count()).where(Inventory.municipality_id == here, _is_open(here))
    return db.session.scalar(saved) or 0


def find_lost(
    actor: Actor, *, saved_on: date, contexts: Sequence[str] = (), pictures: Sequence[str] = ()
) -> list[Inventory]:
    """Saved lists of a day that hold every context and every picture (keys) the person remembers."""
    here = actor.here()
    actor.demand(Permission.INVENTORY_CLAIM)
    start = datetime.combine(saved_on, time(), zone_of(here))
    query = (
        select(Inventory)
        .options(selectinload(Inventory.entries))
        .where(
            Inventory.municipality_id == here,
            _is_open(here),
            Inventory.saved_at >= start,
            Inventory.saved_at < datetime.combine(saved_on + timedelta(days=1), time(), zone_of(here)),
        )
    )
    found = db.session.scalars(query.order_by(Inventory.saved_at, Inventory.id))
    return [each for each in found if _remembered(each, set(contexts), set(pictures))]


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Lists of the actor's municipalities that are not erased; a sealed person's only with that person."""
    # Looked up for each list found: as a set of ids it would be everybody the actor may see, every time.
    visible = exists().where(Participant.id == Inventory.participant_id, visible_to(actor))
    return and_(
        Inventory.municipality_id.in_(permissions.readable_in(actor)),
        Inventory.state != InventoryState.ERASED.value,
        or_(Inventory.participant_id.is_(None), visible.correlate(Inventory)),
    )


def _remembered(inventory: Inventory, contexts: set[str], pictures: set[str]) -> bool:
    there = {entry.context for entry in inventory.entries if entry.frequency != Frequency.NEVER.value}
    return contexts <= there and pictures <= set(inventory.pictures.split())


def _is_open(municipality_id: UUID) -> ColumnElement[bool]:
    today = clock.today(zone_of(municipality_id).key)
    kept = or_(Inventory.valid_until >= today, Inventory.keep_until >= today)
    return and_(Inventory.state == InventoryState.SAVED.value, kept)


def zone_of(municipality_id: UUID) -> ZoneInfo:
    return ZoneInfo(get_zone(municipality_id))
