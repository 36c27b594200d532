"""What reports count: sessions, people and marks, of a series, of all series in a period, or on any days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, extract, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core.actor import Actor
from app.core.db import db
from app.core.disclosure import EXACT, Crowd, Teller, nameless, rounded
from app.core.errors import existing
from app.core.permission import Permission
from app.core.sms import ShortMessage
from app.network.models import Parish
from app.people.facts.queries import groups_on
from app.people.households.queries import household_on
from app.people.models import Participant
from app.workshops.attendance.models import Attendance, Headcount
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.place import Place
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session, SessionParish, SessionState
from app.workshops.planning.permissions import reported_to
from app.workshops.reports.periods import days_of
from app.workshops.reports.report import Mark, Report, Sitting, Visitor
from app.workshops.reports.year import Activity, activity, of_one, periods, settled


def series_report(actor: Actor, workshop_id: UUID) -> tuple[Workshop, Report, tuple[date, date] | None]:
    """The numbers of one series, with its first and last day; ages and groups are those of the last day.

    NotFound for a series whose figures the actor may not read.
    """
    reported = select(Workshop).where(Workshop.id == workshop_id, reported_to(actor))
    workshop = existing(db.session.scalars(reported).one_or_none())
    sessions = _sessions(Session.workshop_id == workshop_id)
    days = sorted(each.on for each in sessions if not each.is_cancelled)
    last = days[-1] if days else workshop.created_at.date()
    visitors, marks = _visitors(sessions, last), _marks(sessions)
    found = of_one(_sittings(sessions), visitors, marks, last.year, rounded())
    return workshop, settled({"": found})[""].report, (days[0], days[-1]) if days else None


def session_report(actor: Actor, session: Session) -> tuple[Report, Teller]:
    """The numbers of one session that the actor was given, and how what else came of it is told: exact for
    whoever may read exact numbers there. Ages and groups are those of its day.
    """
    sessions = [session]
    is_exact = actor.may(Permission.STATISTICS_EXACT, session.municipality_id)
    teller: Teller = EXACT if is_exact else rounded()
    visitors, marks = _visitors(sessions, session.on), _marks(sessions)
    found = of_one(_sittings(sessions), visitors, marks, session.on.year, teller)
    return (found if is_exact else settled({"": found})[""]).report, teller


def parish_names(found: Report) -> Mapping[str, str]:
    """What the parishes of a report are called, by their ids."""
    ids = {UUID(key) for each in (found.parishes, found.reached, found.reached_heads) for key in each if key}
    query = select(Parish.id, Parish.name).where(Parish.id.in_(ids))
    return {str(row.id): row.name for row in db.session.execute(query)} if ids else {}


def period_report(actor: Actor, year: int, period: str) -> Activity:
    """The numbers of the current municipality's sessions in a period, together and by series.

    The whole year is read: what is told of its other periods decides what may be told of this one.
    """
    sessions = _reported(actor, *days_of(year, "year"))
    visitors = _visitors(sessions, days_of(year, period)[1])
    every = periods(_sittings(sessions), visitors, _marks(sessions), year, rounded())
    return settled(every)[period]


def exact_report(actor: Actor, first: date, last: date) -> Activity:
    """The same from any day to another, in exact numbers."""
    actor.demand(Permission.STATISTICS_EXACT)
    sessions = _reported(actor, first, last)
    return activity(_sittings(sessions), _visitors(sessions, last), _marks(sessions), last.year, EXACT)


def messages_by_month(actor: Actor, first: date, last: date) -> list[tuple[int, int, int]]:
    """Month by month of one year, those with any: its number, short messages that left, and their parts.

    Exact, for whoever watches what they cost: one message may be one person's.
    """
    actor.demand(Permission.STATISTICS_EXACT)
    month = extract("month", ShortMessage.asked_on)
    left = select(month, func.count(), func.sum(ShortMessage.parts)).where(
        ShortMessage.municipality_id == actor.here(),
        ShortMessage.asked_on.between(first, last),
        ShortMessage.sent_at.is_not(None),
    )
    rows = db.session.execute(left.group_by(month).order_by(month))
    return [(int(each), messages, int(parts)) for each, messages, parts in rows]


def _reported(actor: Actor, first: date, last: date) -> Sequence[Session]:
    actor.demand(Permission.STATISTICS_READ)
    here = Session.municipality_id == actor.here()
    return _sessions(here, Session.on.between(first, last), reported_to(actor))


def _sessions(*where: ColumnElement[bool]) -> Sequence[Session]:
    titled = contains_eager(Session.workshop).load_only(Workshop.title, Workshop.state)
    placed = joinedload(Session.place).load_only(Place.parish_id), joinedload(Session.once)
    query = select(Session).join(Session.workshop).where(*where).options(titled, *placed)
    query = query.order_by(Workshop.sort_key, Workshop.id, Session.on, Session.id)
    return db.session.scalars(query).all()


def _ids(sessions: Sequence[Session]) -> list[UUID]:
    return [each.id for each in sessions]


def _sittings(sessions: Sequence[Session]) -> list[Sitting]:
    heads: dict[UUID, dict[str, Crowd]] = defaultdict(dict)
    query = select(Headcount).where(Headcount.session_id.in_(_ids(sessions)))
    for row in db.session.scalars(query):
        heads[row.session_id][row.group] = nameless(row.count, row.session_id, row.group)
    return [
        Sitting(
            each.workshop_id,
            each.minutes,
            _became(each),
            heads[each.id],
            each.workshop.title,
            each.on.month,
            _named(each.held_in),
        )
        for each in sessions
    ]


def _became(session: Session) -> str:
    """A session that nobody held before its series was cancelled was cancelled with it."""
    is_over = session.workshop.state == WorkshopState.CANCELLED and session.state == SessionState.PLANNED
    return SessionState.CANCELLED.value if is_over else session.state


def _marks(sessions: Sequence[Session]) -> list[Mark]:
    month = extract("month", Session.on).label("month")
    parish = func.coalesce(Place.parish_id, SessionParish.parish_id).label("parish")
    alike = (Enrolment.participant_id, Enrolment.inventory_id, Enrolment.workshop_id, month, parish)
    noted = (Attendance.state, Attendance.reason)  # of a year: too many for a row each
    query = (
        select(*alike, *noted, func.sum(Attendance.minutes), func.count())
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .join(Session, Session.id == Attendance.session_id)
        .outerjoin(Place, Place.id == Session.place_id)
        .outerjoin(SessionParish, SessionParish.session_id == Session.id)
        .where(Attendance.session_id.in_(_ids(sessions)))
        .group_by(*alike, *noted)
    )
    return [
        Mark(_key(*whose).int, series, state, minutes, reason, times, int(month), _named(parish_id))
        for *whose, series, month, parish_id, state, reason, minutes, times in db.session.execute(query)
    ]


def _named(parish_id: UUID | None) -> str:
    """A parish in a report; "" where it is not known."""
    return str(parish_id) if parish_id else ""


def _key(participant_id: UUID | None, inventory_id: UUID | None) -> UUID:
    key = participant_id or inventory_id
    assert key is not None  # one of the two, says the table
    return key


def _visitors(sessions: Sequence[Session], day: date) -> list[Visitor]:
    """Who has a place in the series of these sessions, with their groups and households on a day."""
    series = {each.workshop_id for each in sessions}
    groups = groups_on(select(Enrolment.participant_id).where(Enrolment.workshop_id.in_(series)), day)
    whose = (Enrolment.participant_id, Enrolment.inventory_id, Enrolment.workshop_id)
    home = household_on(day, Enrolment.participant_id)
    query = (
        select(
            *whose,
            Participant.birth_year,
            Participant.parish_id,
            Enrolment.needs_transport,
            Enrolment.needs_childcare,
            home,
        )
        .outerjoin(Participant, Participant.id == Enrolment.participant_id)
        .where(Enrolment.workshop_id.in_(series))
    )
    found = []
    for person, inventory, series_id, birth_year, parish_id, *needs, home_id in db.session.execute(query):
        key, (transport, childcare) = _key(person, inventory), needs
        belongs, lives_in = groups.get(key, frozenset()), _named(parish_id)
        found.append(
            Visitor(key.int, series_id, birth_year, belongs, transport, childcare, home_id, lives_in)
        )
    return found
