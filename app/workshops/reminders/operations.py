"""Telling people of a session, of a seat, of a cancellation: by message those who agreed to it, the others
by a call.

One row for a session, a person and a channel, so that doing it again is harmless.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from app.core import audit, clock, jobs
from app.core.actor import SYSTEM, Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.core.records import record
from app.network.models import Municipality
from app.network.queries import get_municipality, list_municipalities
from app.people.messages import Notice, write_to
from app.people.models import ContactPoint, Participant
from app.workshops.attendance.queries.attendance import next_session
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.waiting import take_back
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import has_begun
from app.workshops.reminders.letters import (
    offer,
    reminder,
    series_cancellation,
    session_cancellation,
)
from app.workshops.reminders.models import Reminder
from app.workshops.reminders.queries import (
    CANCELLED_BY,
    LATE_MAIL,
    Call,
    call_list,
    ids_of_expected,
    list_coming_cancelled,
    list_noted,
    list_reachable,
    list_to_message,
)

MAIL_TAKES = timedelta(hours=12)
"""Nobody can be expected to have read a mail before."""


def remind(actor: Actor, *, days: Iterable[int]) -> int:
    """Queue the messages about the sessions so many days ahead; returns how many. Safe to repeat."""
    sent = 0
    for municipality in list_municipalities():
        today = clock.today(municipality.zone)
        for ahead in set(days):
            sent += _remind_of_day(actor, municipality, today + timedelta(days=ahead))
    return sent


def _remind_of_day(actor: Actor, municipality: Municipality, on: date) -> int:
    sent = 0
    notices: dict[UUID, Notice] = {}
    for session, enrolment, person in list_to_message(municipality.id, on):
        notice = notices.setdefault(session.id, reminder(session, municipality))
        if left := write_to(person, notice):
            db.session.add(_row(session.id, enrolment, left.how, job_id=left.job_id))
            sent += 1
    if sent:
        audit.record(actor, "session.reminded", "session", municipality_id=municipality.id, count=sent)
    db.session.flush()
    return sent


def tell_of_offer(enrolment: Enrolment) -> None:
    """Write to whoever is offered a seat, if they agreed to it; whether they were really reached is another
    question, and somebody calls them too.
    """
    for found, person in list_reachable([enrolment.id]):
        municipality = get_municipality(found.municipality_id)
        notice = offer(found.workshop, next_session(found.workshop_id), municipality)
        if left := write_to(person, notice):
            found.written_by, found.written_job = left.how, left.job_id
            record(SYSTEM, "written_to", found)


def tell_of_cancelled_session(actor: Actor, session: Session) -> None:
    """Write to whoever would have come to a session that is not over, instead of reminding them."""
    _withdraw(Reminder.session_id == session.id)
    if session.ends_at > clock.now():
        notice = session_cancellation(session, get_municipality(session.municipality_id))
        _tell(actor, [session], ids_of_expected(session), notice)


def tell_of_cancelled_series(actor: Actor, workshop: Workshop, lost: Iterable[Enrolment]) -> None:
    """Write once to everybody who had a seat or waited for one, unless all its days are over.

    Instead of what they were to be told of single days.
    """
    _withdraw(Reminder.session_id.in_(select(Session.id).where(Session.workshop_id == workshop.id)))
    sessions = list_coming_cancelled(workshop.id)
    if sessions or not has_begun(workshop.id):
        notice = series_cancellation(workshop, sessions, get_municipality(workshop.municipality_id))
        _tell(actor, sessions, [each.id for each in lost], notice)


def _tell(actor: Actor, sessions: Sequence[Session], enrolment_ids: Collection[UUID], notice: Notice) -> None:
    """One message a person, noted for each of the sessions."""
    noted = list_noted([each.id for each in sessions])
    sent = 0
    for enrolment, person in list_reachable(enrolment_ids):
        if not (left := write_to(person, notice)):
            continue
        sent += 1
        for session in sessions:
            is_late = left.how == "mail" and session.starts_at < clock.now() + MAIL_TAKES
            channel = LATE_MAIL if is_late else CANCELLED_BY[left.how]
            if (session.id, enrolment.id, channel) not in noted:
                db.session.add(_row(session.id, enrolment, channel, job_id=left.job_id))
    if sent:
        where = notice.municipality.id
        audit.record(actor, "session.cancellation_told", "session", municipality_id=where, count=sent)
    db.session.flush()


def forget_reminders(session: Session) -> None:
    """Whoever was told of a session is told anew: it takes place after all, or otherwise."""
    _withdraw(Reminder.session_id == session.id)
    db.session.execute(delete(Reminder).where(Reminder.session_id == session.id))


def withdraw_messages(participant: Participant) -> None:
    """What is under way to somebody who may not be written to any more does not leave."""
    theirs = select(Enrolment).where(Enrolment.participant_id == participant.id)
    enrolments = db.session.scalars(theirs).all()
    _withdraw(Reminder.enrolment_id.in_([each.id for each in enrolments]))
    for each in enrolments:
        take_back(each)
    db.session.flush()


def withdraw_of(enrolment_id: UUID) -> None:
    """The same of one place, whose person is about to be nobody's."""
    _withdraw(Reminder.enrolment_id == enrolment_id)


def _withdraw(which: ColumnElement[bool]) -> None:
    """Messages of these reminders that have not left do not leave, and are noted no more."""
    ids = db.session.scalars(select(Reminder.job_id).where(which, Reminder.job_id.is_not(None))).all()
    gone = jobs.withdraw([each for each in ids if each])
    db.session.execute(delete(Reminder).where(Reminder.job_id.in_(gone)))


def open_call_list(actor: Actor, *, on: date) -> list[tuple[Call, list[ContactPoint]]]:
    """The call list of a day with telephones; each opening is kept. Without sealed people,
    and without those whom a message told that there is nothing.
    """
    actor.demand(Permission.CONTACT_READ)
    left = [each for each in call_list(actor, on) if not each.told_by]
    calls = [each for each in left if each.person is None or not each.person.is_sealed]
    ids = [each.person.id for each in calls if each.person]
    points: dict[UUID, list[ContactPoint]] = {each: [] for each in ids}
    query = select(ContactPoint).where(ContactPoint.participant_id.in_(ids))
    for point in db.session.scalars(query.order_by(ContactPoint.created_at, ContactPoint.id)):
        points[point.participant_id].append(point)
    for each in dict.fromkeys(ids):
        audit.record(actor, "participant.contacts_opened", "participant", each)
    return [(each, points[each.person.id] if each.person else []) for each in calls]


def note_calls(actor: Actor, *, on: date, called: Collection[str]) -> None:
    """Note who of the day's call list was called: `called` are keys of calls, the others were not."""
    actor.demand(Permission.ENROLMENT_WRITE)
    for each in call_list(actor, on):
        if each.key in called and not each.is_done:
            db.session.add(_row(each.session.id, each.enrolment, each.channel, actor.id))
        elif each.key not in called and each.is_done:
            there = (
                Reminder.session_id == each.session.id,
                Reminder.enrolment_id == each.enrolment.id,
                Reminder.channel == each.channel,
            )
            db.session.execute(delete(Reminder).where(*there))
    audit.record(actor, "session.called", "session", count=len(called))
    db.session.flush()


def _row(
    session_id: UUID,
    enrolment: Enrolment,
    channel: str,
    by: UUID | None = None,
    *,
    job_id: UUID | None = None,
) -> Reminder:
    return Reminder(
        id=new_id(),
        municipality_id=enrolment.municipality_id,
        session_id=session_id,
        enrolment_id=enrolment.id,
        channel=channel,
        created_at=clock.now(),
        done_at=clock.now(),
        done_by=by,
        job_id=job_id,
    )
