"""A message that is not true or not allowed any more does not leave; who was to get it is called."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from app.core.actor import SYSTEM, Actor
from app.core.application import Autonomus
from app.core.db import db
from app.core.jobs import Job
from app.core.unit_of_work import writing
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.sessions import cancel_session, restore_session
from app.workshops.planning.queries.series import list_sessions
from app.workshops.reminders.models import Reminder
from app.workshops.reminders.operations import remind
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.messages import GATEWAY, leave
from tests.factories.one_of_each import making
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture(autouse=True)
def _channels(app: Autonomus) -> Iterator[None]:
    before = app.settings
    app.settings = replace(before, smtp_url="smtp://mail.example:25", http_sms=GATEWAY)
    yield
    app.settings = before


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
