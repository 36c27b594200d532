"""What came of meetings and calls with some of the invented people, and when they come next."""

from datetime import date, time, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.dev.demo.staff import actor_named
from app.people.models import Participant
from app.people.operations.contact_notes import Noted, note_contact
from app.people.operations.openings import open_record
from app.people.permissions import supported_by

OF_EACH = 3


def write_contact_notes() -> None:
    """A call, a meeting with the next appointment, one that is over, and a record that a colleague opened."""
    ines, rui = actor_named("Inês Carvalhal"), actor_named("Rui Taveira")
    mine = select(Participant).where(supported_by(ines), Participant.sealed_at.is_(None))
    people = db.session.scalars(mine.order_by(Participant.sort_key, Participant.id).limit(OF_EACH)).all()
    today = clock.today("Europe/Lisbon")
    for person, said in zip(people, _said(today), strict=False):
        for noted in said:
            note_contact(ines, participant=person, note_id=new_id(), noted=noted)
    if people:
        open_record(rui, participant=people[0], opening_id=new_id(), reason="called")


def _said(today: date) -> tuple[tuple[Noted, ...], ...]:
    before = today - timedelta(days=6)
    call = Noted(kind="phone", held_on=before, outcome="not_reached")
    meeting = Noted(
        kind="in_person",
        held_on=today - timedelta(days=1),
        outcome="agreed",
        note="Vai pedir o certificado da escola.",
        next_on=today,
        next_time=time(14, 30),
        next_where="No balcão",
    )
    visit = Noted(kind="visit", held_on=before, outcome="informed", next_on=today - timedelta(days=2))
    later = Noted(kind="message", held_on=before, outcome="helped", next_on=today + timedelta(days=4))
    return (call, meeting), (visit,), (later,)
