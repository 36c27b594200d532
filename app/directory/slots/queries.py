"""Reads of drop-in slots: the week, who is here now and next, the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.feeds import Event
from app.core.permission import Permission
from app.core.texts import Text, in_language
from app.directory.slots.models import DropInSlot, SlotChange
from app.directory.slots.occasions import Occasion, events, occasions
from app.network.holidays import holidays_between
from app.network.parties.queries import organisation_names
from app.network.queries import get_municipality

WEEK = timedelta(days=7)
STILL_IN_CALENDARS = timedelta(days=60)
"""For so long a slot that ended is shown as cancelled, so that calendars hear of it."""
MOST_NEXT = 5


@dataclass(frozen=True, slots=True, eq=False)
class PublicSlot:
    """Who is there and when: aware instants in the municipality's zone. One object as long as it is kept."""

    id: UUID
    organisation: str
    topics: Mapping[str, str]
    place: str
    languages: tuple[str, ...]
    starts: datetime
    ends: datetime
    holiday: str = ""

    def topic(self, language: str) -> Text:
        """What one can come for."""
        return in_language(self.topics, language)


@dataclass(frozen=True, slots=True)
class Slots:
    """Who is here `now`, who comes `next` (today or within a week), and everybody of `today`."""

    now: Sequence[PublicSlot] = ()
    next: Sequence[PublicSlot] = ()
    today: Sequence[PublicSlot] = ()


def slots_now_and_next(actor: Actor, now: datetime, stamp: UUID | None) -> Slots:
    """What the kiosk says of the desk; no query but after a change of the directory or five minutes.

    `stamp` is the directory's own (`DirectoryStamp`); None where there is no directory yet.
    """
    if stamp is None:
        return Slots()
    held = _coming(actor.here(), stamp, int(now.timestamp()) // 300)
    here = [each for each in held if each.starts <= now < each.ends]
    after = [each for each in held if each.starts > now]
    today = [each for each in held if each.starts.date() == now.astimezone(each.starts.tzinfo).date()]
    first_day = [each for each in after if each.starts.date() == after[0].starts.date()]
    return Slots(here, first_day[:MOST_NEXT], today)


@lru_cache(maxsize=256)
def _coming(municipality_id: UUID, _stamp: UUID, five_minutes: int) -> Sequence[PublicSlot]:
    """Today's and the next week's, kept until the stamp changes; a new holiday is seen in five minutes."""
    zone = get_municipality(municipality_id).zone
    return slots_of_week(municipality_id, datetime.fromtimestamp(five_minutes * 300, ZoneInfo(zone)).date())


def slots_of_week(municipality_id: UUID, first: date) -> Sequence[PublicSlot]:
    """Who is there on a day and in the week after it, for everybody."""
    found = _occasions(municipality_id, first, first + WEEK)
    names = organisation_names(each.slot.organisation_id for each in found)
    return tuple(_public(each, names) for each in found if each.is_held)


def _public(each: Occasion, names: Mapping[UUID, str]) -> PublicSlot:
    slot = each.slot
    return PublicSlot(
        id=slot.id,
        organisation=names[slot.organisation_id],
        topics={"pt": slot.topic, **{row.lang: row.value for row in slot.texts}},
        place=slot.place,
        languages=tuple(slot.languages),
        starts=each.starts,
        ends=each.ends,
        holiday=each.holiday,
    )


def slots_between(actor: Actor, first: date, last: date) -> list[Occasion]:
    """Every day of the current municipality's slots, those not held too, by time."""
    actor.demand(Permission.DIRECTORY_READ)
    return _occasions(actor.here(), first, last)


def days_of(slots: Sequence[DropInSlot], municipality_id: UUID, first: date, last: date) -> list[Occasion]:
    """The days of slots of a municipality that were read already."""
    holidays = holidays_between(get_municipality(municipality_id), first, last)
    return occasions(slots, first, last, holidays)


def list_slots(actor: Actor) -> Sequence[DropInSlot]:
    """The slots of the current municipality that have not ended, by topic."""
    actor.demand(Permission.DIRECTORY_READ)
    return sorted(_active(actor.here()), key=lambda slot: (slot.topic, slot.starts, str(slot.id)))


def get_slot(actor: Actor, slot_id: UUID, *, to_change: bool = False) -> DropInSlot:
    """A slot of a municipality whose directory the actor reads."""
    query = select(DropInSlot).where(
        DropInSlot.id == slot_id,
        DropInSlot.municipality_id.in_(actor.municipalities(Permission.DIRECTORY_READ)),
    )
    return existing(db.session.scalars(query.with_for_update(of=DropInSlot) if to_change else query).first())


def get_change(slot: DropInSlot, change_id: UUID) -> SlotChange:
    """One changed day of a slot."""
    return existing(next((change for change in slot.changes if change.id == change_id), None))


def feed_events(municipality_id: UUID) -> list[Event]:
    """All slots of a municipality as entries of a calendar, those that ended lately as cancelled.

    Holidays are taken out to the end of the next year, by when it was read again many times; by whole years,
    so that it is not another calendar every day.
    """
    municipality = get_municipality(municipality_id)
    year = clock.today(municipality.zone).year
    holidays = holidays_between(municipality, date(year - 1, 1, 1), date(year + 1, 12, 31))
    slots = _active(municipality_id, ended_since=clock.now() - STILL_IN_CALENDARS)
    names = organisation_names(slot.organisation_id for slot in slots)
    found: list[Event] = []
    for slot in slots:
        found += events(slot, names[slot.organisation_id], holidays)
    return found


def _occasions(municipality_id: UUID, first: date, last: date) -> list[Occasion]:
    return days_of(_active(municipality_id), municipality_id, first, last)


def _active(municipality_id: UUID, *, ended_since: datetime | None = None) -> Sequence[DropInSlot]:
    going_on = DropInSlot.ended_at.is_(None)
    wanted = going_on if ended_since is None else going_on | (DropInSlot.ended_at > ended_since)
    return db.session.scalars(
        select(DropInSlot)
        .where(DropInSlot.municipality_id == municipality_id, wanted)
        .options(selectinload(DropInSlot.changes), selectinload(DropInSlot.texts))
        .order_by(DropInSlot.id)
    ).all()
