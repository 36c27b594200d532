"""What happened to people in a period, as rows that programme.py counts."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, union_all

from app.core.actor import Actor
from app.core.db import db
from app.core.disclosure import Shown, Teller, crowd
from app.core.machine import Transition
from app.core.narrowing import Sum, too_narrow
from app.core.permission import Permission
from app.directory.shelves.models.offers import Offer, OfferState
from app.directory.shelves.states import OUTCOMES
from app.network.models import Parish
from app.network.queries import get_zone
from app.people.facts.models import Fact
from app.people.facts.queries import telling
from app.people.groups import DECLARED, Said, groups_of
from app.people.models import Participant
from app.people.rights.models import Remainder
from app.skills.models.inventory import EntryState, Inventory, InventoryEntry
from app.workshops.attendance.hours import ATTENDING
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment, EnrolmentState
from app.workshops.papers.models import Certificate
from app.workshops.planning.models.session import Session
from app.workshops.reports.periods import months_of
from app.workshops.reports.programme import Happening, Programme, Somebody, programme

_OF_LIST = func.coalesce(Inventory.participant_id, Inventory.id)
_OF_ENTRY = func.coalesce(InventoryEntry.participant_id, InventoryEntry.inventory_id)
_OF_PLACE = func.coalesce(Enrolment.participant_id, Enrolment.inventory_id)
"""Whose something is: a participant's, or a list's that nobody handed over."""
SEATED = (EnrolmentState.CONFIRMED.value, EnrolmentState.COMPLETED.value)


def programme_report(actor: Actor, first: date, last: date, teller: Teller) -> Programme:
    """What the programme did in the current municipality from one day to another; protected people count."""
    actor.demand(Permission.STATISTICS_READ)
    months = months_of(first, last)
    happened = union_all(*_happenings(actor.here(), months)).subquery()
    facts = (Participant.parish_id, Participant.language, Participant.birth_year)
    heard = telling(last, Fact.municipality_id == actor.here())
    query = (
        select(
            happened,
            Remainder.id,
            Remainder.birth_year,
            Participant.id,
            *facts,
            heard.c.kind,
            heard.c.key,
            heard.c.value,
        )
        .outerjoin(Participant, Participant.id == happened.c.key)
        .outerjoin(Remainder, Remainder.id == happened.c.key)
        .outerjoin(heard, heard.c.participant_id == Participant.id)
    )
    found, known = {}, {}
    said: dict[UUID, Said] = defaultdict(Said)
    for kind, key, month, times, remains, birth_year, is_known, *about in db.session.execute(query):
        found[kind, key, month] = Happening(kind, key.int, month, times)  # again for each fact
        if remains:
            known[key], said[key].birth_year = (None, ""), birth_year
        if is_known:
            parish_id, language, said[key].birth_year, *fact = about
            known[key] = parish_id, language
            said[key].hear(*fact)
    persons = {
        key.int: Somebody(
            *of, said[key].birth_year, frozenset(DECLARED.keys() & groups_of(said[key], last.year))
        )
        for key, of in known.items()
    }
    return programme(found.values(), persons, len(months), last.year, teller)


def offers_filled(actor: Actor, first: date, last: date, teller: Teller) -> dict[str, Shown]:
    """Offers of work and training filled, by whom, together under ""; each as if it were one person."""
    actor.demand(Permission.STATISTICS_READ)
    days = _instants(get_zone(actor.here()), [(first, last)])
    query = select(Offer.id, Transition.reason).join(Transition, _came_to(Offer, OfferState.FILLED))
    query = query.where(Offer.municipality_id == actor.here(), _within(Transition.at, days))
    by_whom = dict(db.session.execute(query.order_by(Transition.at, Transition.id)).all())
    parts = {key: crowd(offer.int for offer, whom in by_whom.items() if whom == key) for key in OUTCOMES}
    told = {
        **{key: teller.people(who) for key, who in parts.items()},
        "": teller.people(crowd(each.int for each in by_whom)),
    }
    hidden = too_narrow(told, [Sum("", list(parts))])
    return {key: None if key in hidden else number for key, number in told.items()}


def list_parishes(actor: Actor, first: date, besides: Collection[UUID]) -> dict[str, str]:
    """Names of the current municipality's parishes that exist on a day or later, and of `besides`, by id."""
    stands = or_(Parish.valid_until.is_(None), Parish.valid_until >= first, Parish.id.in_(besides))
    query = select(Parish.id, Parish.name).where(Parish.municipality_id == actor.here(), stands)
    found = db.session.execute(query.order_by(Parish.sort_key, Parish.id))
    return {str(key): name for key, name in found}


def _happenings(here: UUID, months: Sequence[tuple[date, date]]) -> Iterator[Select[Any]]:
    """A statement for each kind of thing: kind, whose, month, how often."""
    instants = _instants(get_zone(here), months)
    registered = (Participant.municipality_id == here, Participant.unverified_since.is_(None))
    yield _rows("registered", Participant.id, Participant.created_at, instants).where(*registered)

    yield _remaining(here, months)

    # A list without origin never was one: a place of somebody who was erased hangs on it.
    lists = and_(Inventory.municipality_id == here, Inventory.origin != "")
    yield _rows("begun", _OF_LIST, Inventory.created_at, instants).where(lists)
    was_kept = or_(Inventory.saved_at.is_not(None), Inventory.claimed_at.is_not(None))
    yield _rows("kept", _OF_LIST, Inventory.created_at, instants).where(lists, was_kept)
    seen = (InventoryEntry.municipality_id == here, InventoryEntry.state == EntryState.CONFIRMED.value)
    yield _rows("confirmed", _OF_ENTRY, InventoryEntry.confirmed_at, instants).where(*seen)

    stands = (Certificate.municipality_id == here, Certificate.revoked_at.is_(None))
    yield _rows("certified", Certificate.participant_id, Certificate.issued_at, instants).where(*stands)
    places = Enrolment.municipality_id == here
    seated = _rows("seated", _OF_PLACE, Enrolment.created_at, instants)
    yield seated.where(places, Enrolment.state.in_(SEATED))
    completed = _rows("completed", _OF_PLACE, Transition.at, instants).where(places)
    yield completed.join_from(Enrolment, Transition, _came_to(Enrolment, EnrolmentState.COMPLETED))
    days = [(first, last + timedelta(days=1)) for first, last in months]
    there = (Session.municipality_id == here, Attendance.state.in_(ATTENDING))
    came = _rows("came", _OF_PLACE, Session.on, days).where(*there)
    yield came.join_from(Attendance, Session, Session.id == Attendance.session_id).join(
        Enrolment, Enrolment.id == Attendance.enrolment_id
    )


def _remaining(here: UUID, months: Sequence[tuple[date, date]]) -> Select[Any]:
    """What erased people did, each as if it were somebody of its own."""
    steps = [(first, last + timedelta(days=1)) for first, last in months]
    month = case(*((Remainder.month < end, number) for number, (_, end) in enumerate(steps)))
    what = (Remainder.kind, Remainder.id.label("key"), month.label("month"), Remainder.times)
    return select(*what).where(Remainder.municipality_id == here, _within(Remainder.month, steps))


def _rows(kind: str, key: Any, at: Any, steps: Sequence[tuple[Any, Any]]) -> Select[Any]:
    """Whose it was, in which of the months, how often; `steps` are when each begins and the next does."""
    month = case(*((at < end, number) for number, (_, end) in enumerate(steps)))
    what = (literal(kind).label("kind"), key.label("key"), month.label("month"))
    return select(*what, func.count().label("times")).where(_within(at, steps)).group_by(key, month)


def _came_to(model: type[Offer] | type[Enrolment], state: str) -> ColumnElement[bool]:
    """Transitions of such a thing into a state in which it still is."""
    return and_(
        Transition.subject_id == model.id,
        Transition.subject_type == model.__tablename__,
        Transition.after == str(state),
        model.state == str(state),
    )


def _instants(zone: str, months: Sequence[tuple[date, date]]) -> list[tuple[datetime, datetime]]:
    """When each month begins and the next does, in the zone of the place."""

    def start(day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(zone))

    return [(start(first), start(last + timedelta(days=1))) for first, last in months]


def _within(at: Any, steps: Sequence[tuple[Any, Any]]) -> ColumnElement[bool]:
    return and_(at >= steps[0][0], at < steps[-1][1])
