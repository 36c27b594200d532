"""Reminding people of a session: by message those who agreed to it, the others by a call.

One row for a session, a person and a channel, so that doing it again is harmless.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from app.core import audit, clock, mail, sms
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.network.models import Municipality
from app.network.queries import list_municipalities
from app.people.contacts import ContactKind
from app.people.models import ContactPoint, Participant
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.session import Session
from app.workshops.reminders.letters import reminder, short_reminder
from app.workshops.reminders.models import Reminder
from app.workshops.reminders.queries import Call, call_list, list_to_message


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
    for session, enrolment, person in list_to_message(municipality.id, on):
        channel = _message(session, municipality, person)
        if channel:
            db.session.add(_row(session.id, enrolment, channel))
            sent += 1
    if sent:
        audit.record(actor, "session.reminded", "session", municipality_id=municipality.id, count=sent)
    db.session.flush()
    return sent


def _message(session: Session, municipality: Municipality, person: Participant) -> str:
    """Queue it by mail or, without an address, by SMS; the channel, or "" where neither is there."""
    by_kind = {each.kind: each for each in person.contact_points}
    address, phone = by_kind.get(ContactKind.EMAIL), by_kind.get(ContactKind.PHONE)
    if address and mail.is_configured():
        letter = reminder(session, municipality, person.language)
        mail.queue(to=address.value, subject=letter.subject, text=letter.text, html=letter.html)
        return "mail"
    if phone and phone.key.startswith("+") and sms.is_configured():
        sms.queue(
            to=phone.key,
            text=short_reminder(session, person.language),
            municipality_id=municipality.id,
            on=clock.today(municipality.zone),
        )
        return "sms"
    return ""


def open_call_list(actor: Actor, *, on: date) -> list[tuple[Call, list[ContactPoint]]]:
    """The call list of a day with telephones; each opening is kept. Without sealed people."""
    actor.demand(Permission.CONTACT_READ)
    calls = [each for each in call_list(actor, on) if each.person is None or not each.person.is_sealed]
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


def _row(session_id: UUID, enrolment: Enrolment, channel: str, by: UUID | None = None) -> Reminder:
    return Reminder(
        id=new_id(),
        municipality_id=enrolment.municipality_id,
        session_id=session_id,
        enrolment_id=enrolment.id,
        channel=channel,
        created_at=clock.now(),
        done_at=clock.now(),
        done_by=by,
    )
