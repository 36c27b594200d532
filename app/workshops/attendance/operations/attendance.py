"""Noting who was there: a whole table at once, or one person at the door."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select, update

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, DomainError, NotFound
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.core.signals import Signal
from app.network.queries import get_zone
from app.people.models import Participant
from app.skills.operations.learning import LearningTrace, trace_learning
from app.workshops.attendance import learning
from app.workshops.attendance.hours import ATTENDING, minutes_attended
from app.workshops.attendance.models import Attendance, AttendanceState
from app.workshops.attendance.queries.attendance import first_days, marks_in
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.reasons import of_absence
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.sessions import note_held

Key = tuple[UUID, UUID]
"""A session and an enrolment."""
People = Mapping[UUID, UUID | None]
"""Whose each enrolment is, by its id; nobody's where the person left no name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is noted of somebody. `minutes` they were there, of a late arrival; `reason` of an absence."""

    state: str = AttendanceState.EXPECTED.value
    minutes: int = 0
    reason: str = ""


NOTHING = Mark()


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody noted, and what stood there when they began."""

    session_id: UUID
    enrolment_id: UUID
    was: Mark
    now: Mark

    @property
    def key(self) -> Key:
        return (self.session_id, self.enrolment_id)


@dataclass(frozen=True, slots=True)
class AttendanceNoted:
    """Something was noted in a series about these participants, who may have papers of it."""

    actor: Actor
    workshop: Workshop
    participant_ids: frozenset[UUID]


attendance_noted: Signal[AttendanceNoted] = Signal()


class NotedMeanwhile(Conflict):
    """A colleague noted something else since the table was drawn; `theirs` is what, by row."""

    def __init__(self, theirs: Mapping[Key, Mark]) -> None:
        self.theirs = theirs
        super().__init__(len(theirs))


class NotYet(DomainError):
    """Nobody was at a session of a later day."""

    status = 422


def mark_of(row: Attendance | None) -> Mark:
    """What stands in a row; nothing yet for none."""
    return Mark(row.state, row.minutes, row.reason) if row else NOTHING


def note_attendance(
    actor: Actor, *, workshop: Workshop, changes: Iterable[Change], how: str = "table"
) -> int:
    """Keep what was noted in sessions of a series; returns how many rows changed.

    A row that a colleague changed meanwhile is not overwritten: NotedMeanwhile, and nothing is kept. The same
    changes again change nothing. Raises NotYet, UnknownReason, Conflict for a cancelled session, NotFound for
    a row of another series. `how`: table, slip, paper or outreach.
    """
    actor.demand(Permission.ATTENDANCE_WRITE, workshop.municipality_id)
    return write_attendance(actor, workshop=workshop, changes=changes, how=how)


def write_attendance(actor: Actor, *, workshop: Workshop, changes: Iterable[Change], how: str) -> int:
    """What `note_attendance` does once it is clear that the actor may."""
    wanted = list(changes)
    sessions = _lock_sessions(workshop, {each.session_id for each in wanted})
    people = _people(workshop, {each.enrolment_id for each in wanted})
    stored = marks_in(sessions, of=people)
    news = _news(wanted, sessions, stored)
    noted = {each.enrolment_id: people[each.enrolment_id] for each in news}
    before = first_days(noted)
    for each in news:
        row = stored.get(each.key) or _new_row(sessions[each.session_id], each.enrolment_id)
        row.state, row.minutes, row.reason = each.now.state, each.now.minutes, each.now.reason
        row.noted_how, row.noted_at, row.noted_by = how, clock.now(), actor.id
    db.session.flush()
    _record(actor, workshop, news, people)
    _hold(actor, sessions, news)
    _trace(actor, workshop, noted, before)
    attendance_noted.send(AttendanceNoted(actor, workshop, frozenset(filter(None, noted.values()))))
    return len(news)


def fitting(mark: Mark, session: Session) -> Mark:
    """The mark with what belongs to its state alone; minutes never more than the session has."""
    minutes = minutes_attended(mark.state, mark.minutes, session.minutes)
    away = mark.state in {AttendanceState.EXCUSED, AttendanceState.ABSENT}
    return Mark(AttendanceState(mark.state).value, minutes, mark.reason if away else "")


def _news(
    wanted: Sequence[Change], sessions: Mapping[UUID, Session], stored: Mapping[Key, Attendance]
) -> list[Change]:
    """What there is to write. A row that nobody touched here is left as a colleague may have left it."""
    news: list[Change] = []
    theirs: dict[Key, Mark] = {}
    for each in wanted:
        session, there = sessions[each.session_id], mark_of(stored.get(each.key))
        now = fitting(each.now, session)
        if now in {there, each.was}:
            continue
        if there != each.was:
            theirs[each.key] = there
            continue
        _check(session, now, there)
        news.append(replace(each, now=now))
    if theirs:
        raise NotedMeanwhile(theirs)
    return news


def _check(session: Session, mark: Mark, there: Mark) -> None:
    if session.is_cancelled:
        raise Conflict
    if mark.state in ATTENDING and session.on > clock.today(session.zone):
        raise NotYet
    demand_reason(mark.reason, {"", *of_absence(kept=there.reason)})


def _lock_sessions(workshop: Workshop, ids: set[UUID]) -> dict[UUID, Session]:
    """Whoever else notes in these sessions waits; in one order, so that nobody waits for each other."""
    query = select(Session).where(Session.id.in_(ids), Session.workshop_id == workshop.id)
    locked = query.order_by(Session.id).with_for_update(of=Session)
    found = {each.id: each for each in db.session.scalars(locked)}
    if set(found) != ids:
        raise NotFound
    return found


def _people(workshop: Workshop, ids: set[UUID]) -> People:
    query = select(Enrolment.id, Enrolment.participant_id)
    query = query.where(Enrolment.id.in_(ids), Enrolment.workshop_id == workshop.id)
    found = {row[0]: row[1] for row in db.session.execute(query)}
    if set(found) != ids:
        raise NotFound
    return found


def _new_row(session: Session, enrolment_id: UUID) -> Attendance:
    where = session.municipality_id
    row = Attendance(session_id=session.id, enrolment_id=enrolment_id, municipality_id=where)
    db.session.add(row)
    return row


def _record(actor: Actor, workshop: Workshop, news: Sequence[Change], people: People) -> None:
    """Noted of each person, or of the session for somebody without a name; who was there has been active."""
    present = {each.enrolment_id for each in news if each.now.state in ATTENDING}
    ids = [person for each in present if (person := people[each])]
    today = clock.today(get_zone(workshop.municipality_id))
    active = update(Participant).where(Participant.id.in_(ids)).values(last_activity_on=today)
    db.session.execute(active)
    for each in news:
        participant_id = people[each.enrolment_id]
        what = "participant" if participant_id else "session"
        audit.record(
            actor,
            f"{what}.attendance_noted",
            what,
            participant_id or each.session_id,
            municipality_id=workshop.municipality_id,
            session=str(each.session_id),
            state=each.now.state,
        )


def _hold(actor: Actor, sessions: Mapping[UUID, Session], news: Sequence[Change]) -> None:
    for session_id in dict.fromkeys(each.session_id for each in news if each.now.state in ATTENDING):
        note_held(actor, sessions[session_id])


def _trace(actor: Actor, workshop: Workshop, people: People, before: Mapping[UUID, date]) -> None:
    """What the series develops is evidenced by being there, and is no longer when that was a mistake."""
    after = first_days(people)
    traces = [
        LearningTrace(
            participant_id=participant_id,
            before=learning.evidence(workshop.title, before.get(enrolment_id)),
            after=learning.evidence(workshop.title, after.get(enrolment_id)),
        )
        for enrolment_id, participant_id in people.items()
        if participant_id and before.get(enrolment_id) != after.get(enrolment_id)
    ]
    trace_learning(
        actor,
        municipality_id=workshop.municipality_id,
        competence_ids=[each.competence_id for each in workshop.competences],
        traces=traces,
    )
