"""A message that is not true or not allowed any more does not leave; who was to get it is called."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from app.core import jobs
from app.core.actor import SYSTEM, Actor
from app.core.db import db
from app.core.jobs import Job
from app.core.unit_of_work import writing
from app.people.models import Consent, Participant
from app.people.operations.consents import withdraw_consent
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.operations.waiting import accept, give_up
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.series import cancel_workshop
from app.workshops.planning.operations.sessions import (
    Appointment,
    cancel_session,
    edit_session,
    restore_session,
)
from app.workshops.planning.queries.series import list_sessions
from app.workshops.reminders.models import Reminder
from app.workshops.reminders.operations import remind
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.messages import leave
from tests.factories.one_of_each import making
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
pytestmark = pytest.mark.usefixtures("channels")


@pytest.fixture
def workshop(staff: Actor) -> Workshop:
    """Full: one by mail, one by SMS, one by call; whoever waits can be written to."""
    with making():
        series = make_workshop(staff, title="Costura", capacity=3)
        for name, known in {
            "Ana Correio": {"email": "ana@example.pt", "messages": True},
            "Bela Curta": {"phone": "912345678", "messages": True},
            "Carla Calada": {"email": "carla@example.pt"},
            "Fátima Espera": {"email": "fatima@example.pt", "messages": True},
        }.items():
            make_enrolment(staff, series, make_person(staff, name, **known))  # type: ignore[arg-type]
    return series


def cancel_first_session(staff: Actor, workshop: Workshop) -> None:
    with making():
        cancel_session(staff, session=list_sessions(staff, workshop)[0], reason="weather")


def to_call(page: Page) -> list[str]:
    return [label.get_text() for label in page.soup.select("input[name=called] + label bdi")]


def test_a_reminder_that_could_not_leave_is_a_call_and_is_not_sent_twice(
    cast: Cast, client_for: ClientFor, workshop: Workshop
) -> None:
    with writing():
        remind(SYSTEM, days=(1,))
    leave("sms")
    with writing():
        db.session.execute(update(Job).where(Job.kind == "mail.send").values(state="dead", last_error="X"))
    assert to_call(client_for(cast.registrar).get("/call-list")) == ["Ana Correio", "Carla Calada"]
    with writing():
        assert remind(SYSTEM, days=(1,)) == 0


def test_a_session_that_takes_place_after_all_is_told_of_anew(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    with writing():
        remind(SYSTEM, days=(1,))
    cancel_first_session(staff, workshop)
    with making():
        restore_session(staff, session=list_sessions(staff, workshop)[0])
    assert db.session.scalars(select(Reminder.id)).all() == []
    assert to_call(client_for(cast.registrar).get("/call-list")) == [
        "Ana Correio",
        "Bela Curta",
        "Carla Calada",
    ]


def under_way() -> set[str]:
    db.session.expire_all()
    jobs = db.session.scalars(select(Job).where(Job.kind.in_(("mail.send", "sms.send")), Job.state != "done"))
    return {each.payload["to"] for each in jobs}


def first_session(staff: Actor, workshop: Workshop) -> Session:
    return list_sessions(staff, db.session.get_one(Workshop, workshop.id, populate_existing=True))[0]


def remind_of_tomorrow() -> None:
    with writing():
        remind(SYSTEM, days=(1,))
    assert under_way() == {"ana@example.pt", "+351912345678"}


def person(name: str) -> Participant:
    return db.session.scalars(select(Participant).where(Participant.name == name)).one()


def offer_to_fatima(staff: Actor, workshop: Workshop) -> Enrolment:
    first = select(Enrolment).where(Enrolment.workshop_id == workshop.id).order_by(Enrolment.queue_number)
    with making():
        cancel(staff, enrolment=db.session.scalars(first).all()[0], reason="work")
    assert under_way() == {"fatima@example.pt"}
    db.session.rollback()
    return db.session.scalars(select(Enrolment).where(Enrolment.state == "offered")).one()


def test_nobody_is_told_of_a_cancellation_that_was_taken_back(staff: Actor, workshop: Workshop) -> None:
    cancel_first_session(staff, workshop)
    assert under_way() == {"ana@example.pt", "+351912345678"}
    with making():
        restore_session(staff, session=first_session(staff, workshop))
    assert under_way() == set()


@pytest.mark.clock("2027-03-01T10:00:00+00:00")
def test_nobody_is_reminded_of_what_is_cancelled(staff: Actor, workshop: Workshop) -> None:
    """They are told that it is, and of a series once, not of one of its days as well."""
    remind_of_tomorrow()
    with making():
        cancel_session(staff, session=first_session(staff, workshop), reason="weather")
    found = sorted(db.session.scalars(select(Reminder.channel)))
    assert found == ["cancellation_mail", "cancellation_sms"]
    with making():
        series = db.session.get_one(Workshop, workshop.id, populate_existing=True)
        cancel_workshop(staff, workshop=series, reason="weather")
    texts = [each.payload["text"] for each in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]
    assert len(texts) == 2
    assert all("já não se realiza" in each for each in texts)


@pytest.mark.parametrize(
    "changes",
    [
        {"on": timedelta(days=2)},
        {"starts": time(9)},
        {"place_name": "Biblioteca"},
        {"title": "Linhas"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_who_was_reminded_of_another_hour_or_place_is_told_anew(
    staff: Actor, workshop: Workshop, changes: dict[str, Any]
) -> None:
    remind_of_tomorrow()
    with making():
        session = first_session(staff, workshop)
        before = {each: getattr(session, each) for each in ("on", "starts", "ends", "place_name", "title")}
        moved = {"on": session.on + changes["on"]} if "on" in changes else changes
        new = Appointment(**{**before, **moved})
        edit_session(staff, session=session, version=session.version, appointment=new)
    stays = "title" in changes
    assert bool(under_way()) == stays
    assert len(db.session.scalars(select(Reminder.id)).all()) == (2 if stays else 0)


def test_an_offer_that_is_over_is_not_written_of(staff: Actor, workshop: Workshop) -> None:
    for act in (accept, give_up):
        with making():
            series = make_workshop(staff, title="Horta", capacity=1)
            first = make_enrolment(staff, series)
            waits = make_enrolment(
                staff, series, make_person(staff, email=f"{act.__name__}@example.pt", messages=True)
            )
            cancel(staff, enrolment=first, reason="work")
        assert under_way() == {f"{act.__name__}@example.pt"}
        with making():
            act(staff, enrolment=db.session.get_one(Enrolment, waits.id, populate_existing=True))
        assert under_way() == set()


def test_nobody_writes_to_a_person_once_they_are_sealed(staff: Actor, workshop: Workshop) -> None:
    remind_of_tomorrow()
    with making():
        seal(staff, participant=person("Bela Curta"), reason=SEAL_REASONS[0])
    assert under_way() == {"ana@example.pt"}


def test_nobody_writes_to_who_does_not_agree_any_more(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    """Not of an offer either; the office sees it, and a message that failed for good does not leave later."""
    enrolment = offer_to_fatima(staff, workshop)
    with writing():
        db.session.execute(update(Job).values(state="dead", last_error="X"))
    fatima = person("Fátima Espera")
    with making():
        consent = db.session.scalars(select(Consent).where(Consent.participant_id == fatima.id)).one()
        withdraw_consent(staff, participant=fatima, consent=consent)
    assert under_way() == set()
    assert db.session.get_one(Enrolment, enrolment.id, populate_existing=True).written_by == ""


def test_a_message_that_is_just_leaving_when_it_is_withdrawn_stops_no_worker(
    staff: Actor, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    remind_of_tomorrow()
    for kind in ("mail.send", "sms.send"):

        def withdrawn_meanwhile(_: jobs.Payload, kind: str = kind) -> None:
            with writing():
                jobs.withdraw(db.session.scalars(select(Job.id).where(Job.kind == kind)).all())
            if kind == "sms.send":
                raise RuntimeError

        monkeypatch.setitem(jobs._handlers, kind, withdrawn_meanwhile)  # noqa: SLF001  a slow gateway
    assert jobs.run_due() == 2
    assert under_way() == set()
