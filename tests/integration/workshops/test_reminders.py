"""Reminders: a message for those who agreed to it, a call for the others, never for somebody sealed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from logging import INFO

import pytest
from sqlalchemy import select

from app.core import clock, jobs
from app.core.actor import SYSTEM, Actor
from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.jobs import Job
from app.core.unit_of_work import writing
from app.people.contacts import ContactKind
from app.people.operations.contacts import add_contact
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.series import cancel_workshop
from app.workshops.planning.operations.sessions import cancel_session
from app.workshops.planning.queries.series import list_sessions
from app.workshops.reminders.models import Reminder
from app.workshops.reminders.operations import remind
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.messages import leave
from tests.factories.one_of_each import making
from tests.factories.workshops import make_workshop

pytestmark = pytest.mark.usefixtures("channels")
ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def workshop(staff: Actor) -> Workshop:
    """Tomorrow: by mail, by SMS, by call, through somebody else; somebody sealed, and somebody who waits."""
    with making():
        series = make_workshop(staff, title="Costura", capacity=6)
        for name, known in {
            "Ana Correio": {"email": "ana@example.pt", "messages": True},
            "Bela Curta": {"phone": "912345678", "messages": True},
            "Carla Calada": {"phone": "913345678", "email": "carla@example.pt"},
            "Dina Nada": {},
        }.items():
            make_enrolment(staff, series, make_person(staff, name, **known))  # type: ignore[arg-type]
        sealed = make_person(staff, "Eva Guardada", email="eva@example.pt", messages=True)
        make_enrolment(staff, series, sealed)
        seal(staff, participant=sealed, reason=SEAL_REASONS[0])
        make_enrolment(staff, series, tell_name="Dona Alda", tell_contact="café da praça")
        make_enrolment(
            staff, series, make_person(staff, "Fátima Espera", email="f@example.pt", messages=True)
        )
    return series


def day_of(workshop: Workshop) -> date:
    """The day of the first session: tomorrow, as it was when the series was made."""
    of_series = select(Session.on).where(Session.workshop_id == workshop.id).order_by(Session.on)
    return db.session.scalars(of_series.limit(1)).one()


def queued() -> dict[str, dict[str, str]]:
    rows = db.session.scalars(select(Job).where(Job.kind.in_(("mail.send", "sms.send"))))
    return {row.payload["to"]: row.payload for row in rows}


def test_messages_go_to_those_who_agreed_once(workshop: Workshop) -> None:
    for _ in range(2):
        with writing():
            remind(SYSTEM, days=(1, 7))
    sent = queued()
    assert set(sent) == {"ana@example.pt", "+351912345678"}
    assert "Costura" in sent["ana@example.pt"]["subject"]
    assert "10:00" in sent["ana@example.pt"]["text"]
    assert "Ana" not in sent["ana@example.pt"]["html"]
    assert sorted(db.session.scalars(select(Reminder.channel))) == ["mail", "sms"]


def test_no_short_message_goes_to_a_landline(staff: Actor) -> None:
    """Who has none but that is called; a landline that came later does not hide the mobile."""
    with making():
        series = make_workshop(staff, title="Costura")
        make_enrolment(staff, series, make_person(staff, phone="282 000 001", messages=True))
        both = make_person(staff, phone="912345678", messages=True)
        with clock.frozen_at(clock.now() + timedelta(minutes=1)):
            add_contact(
                staff, contact_id=new_id(), participant=both, kind=ContactKind.PHONE, value="282 000 002"
            )
        make_enrolment(staff, series, both)
    with writing():
        assert remind(SYSTEM, days=(1,)) == 1
    assert set(queued()) == {"+351912345678"}


def test_nothing_goes_out_for_another_day_or_without_a_way_to_send(
    app: Autonomus, workshop: Workshop
) -> None:
    with writing():
        assert remind(SYSTEM, days=(2,)) == 0
    app.settings = replace(app.settings, smtp_url="", http_sms=None)
    with writing():
        assert remind(SYSTEM, days=(1,)) == 0
    assert queued() == {}


def test_the_mail_is_in_the_persons_language_beside_portuguese(staff: Actor) -> None:
    with making():
        series = make_workshop(staff, texts={("uk", "title"): "Шиття"}, title="Costura")
        person = make_person(staff, "Olena", email="olena@example.pt", messages=True)
        person.language = "uk"
        make_enrolment(staff, series, person)
        remind(SYSTEM, days=(1,))
    letter = queued()["olena@example.pt"]
    assert "Шиття" in letter["subject"]
    assert "Costura" in letter["text"]
    assert 'lang="uk"' in letter["html"]
    assert 'lang="pt-PT"' in letter["html"]


def test_the_dry_run_logs_neither_number_nor_text(
    app: Autonomus, workshop: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    """And is noted of nobody: it told them nothing."""
    app.settings = replace(app.settings, http_sms=None, sms_driver="dry-run")
    with writing():
        assert remind(SYSTEM, days=(1,)) == 1
        assert db.session.scalars(select(Reminder.channel)).all() == ["mail"]
        db.session.query(Job).filter_by(kind="mail.send").delete()
    by_day = datetime.combine(day_of(workshop), time(12), UTC)  # at night nothing leaves, nor is tried out
    with clock.frozen_at(by_day), caplog.at_level(INFO, logger="app.core.sms_gateways"):
        jobs.run_due()
    assert "sms dry run" in caplog.text
    assert "912345678" not in caplog.text
    assert "Costura" not in caplog.text


def test_the_nightly_command_reminds(app: Autonomus, workshop: Workshop) -> None:
    result = app.test_cli_runner().invoke(args=["nightly"])
    assert result.exit_code == 0, result.output
    assert len(queued()) == 2


def test_who_got_no_message_is_called(cast: Cast, client_for: ClientFor, workshop: Workshop) -> None:
    """Whose message is still under way is told nothing yet."""
    with writing():
        remind(SYSTEM, days=(1,))
    client = client_for(cast.registrar)
    assert "Ana Correio" in client.get("/call-list").text
    leave()
    page = client.get("/call-list")
    for name in ("Carla Calada", "Dina Nada", "Dona Alda"):
        assert name in page.text
    for name in ("Ana Correio", "Bela Curta", "Eva Guardada", "Fátima Espera", "913345678"):
        assert name not in page.text
    assert "Eva Guardada" in client_for(cast.coordinator).get("/call-list").text
    assert "Carla" not in client.get(f"/call-list?on={day_of(workshop) + timedelta(days=1)}").text


def test_the_paper_shows_telephones_never_sealed_people_and_is_kept(
    cast: Cast, client_for: ClientFor, workshop: Workshop
) -> None:
    client = client_for(cast.coordinator)
    assert "913345678" not in client.get("/call-list").text
    page = client.get("/call-list")
    assert page.soup.select_one("button[form=called][formaction='/call-list/opening']")
    box = str(page.soup.select("#called input[name=called]")[0]["value"])
    screen = client.post("/call-list/opening", {"on": str(day_of(workshop)), "called": box}, status=200)
    assert screen.soup.select_one('a[href="tel:+351913345678"]')
    kept = screen.soup.select("form[data-unsaved] input[name=called]:is([checked], [type=hidden])")
    assert [each["value"] for each in kept] == [box], "a tick does not go away, and is not saved yet"
    assert db.session.scalars(select(Reminder.id).where(Reminder.channel == "call")).all() == []
    assert "Eva" not in screen.text
    paper = client.submit(screen, "/call-list/opening", status=200)
    assert "913345678" in paper.text
    assert "café da praça" in paper.text
    assert "Eva" not in paper.text
    opened = select(AuditEntry).where(AuditEntry.action == "participant.contacts_opened")
    assert len(db.session.scalars(opened).all()) == 2 * 5


def test_ticks_are_kept_and_taken_back(cast: Cast, client_for: ClientFor, workshop: Workshop) -> None:
    client = client_for(cast.registrar)
    page = client.get("/call-list")
    box = page.soup.select("input[name=called]")[0]["value"]
    for _ in range(2):
        client.post("/call-list", {"on": str(day_of(workshop)), "called": [box]})
    assert db.session.scalars(select(Reminder.channel)).all() == ["call"]
    assert len(client.get("/call-list").soup.select("input[name=called][checked]")) == 1
    left = len(client.get("/call-list").soup.select("input[name=called]:not([checked])"))
    front = client.get("/").soup.select_one("#to-complete a[href='/call-list']")
    assert front is not None
    assert int(front.get_text().split()[0]) == left
    client.post("/call-list", {"on": str(day_of(workshop))})
    assert db.session.scalars(select(Reminder.channel)).all() == []


def test_a_day_that_does_not_exist_notes_nobody_of_another_day(
    cast: Cast, client_for: ClientFor, workshop: Workshop
) -> None:
    client = client_for(cast.registrar)
    page = client.get("/call-list?on=31&on=2&on=2027", status=422)
    assert page.soup.select(".field-error")
    boxes = [str(box["value"]) for box in page.soup.select("input[name=called]")]
    client.post("/call-list", {"on": "2027-02-31", "called": boxes}, status=422)
    assert db.session.scalars(select(Reminder.channel)).all() == []
    client_for(cast.coordinator).post("/call-list/opening", {"on": "soon"}, status=422)
    opened = select(AuditEntry).where(AuditEntry.action == "participant.contacts_opened")
    assert db.session.scalars(opened).all() == []


def test_who_may_see_the_list(cast: Cast, client_for: ClientFor, workshop: Workshop) -> None:
    client_for(cast.partner_technician).get("/call-list", status=403)
    assert "Carla" not in client_for(cast.stranger).get("/call-list").text
    client_for(cast.registrar).get("/call-list/opening", status=405)


def test_of_a_cancelled_session_everybody_is_told(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    client = client_for(cast.registrar)
    with making():
        remind(SYSTEM, days=(1,))
        session = list_sessions(staff, workshop)[0]
    boxes = [str(box["value"]) for box in client.get("/call-list").soup.select("input[name=called]")]
    client.post("/call-list", {"on": str(day_of(workshop)), "called": boxes})
    with making():
        found = db.session.get_one(Session, session.id, populate_existing=True)
        cancel_session(staff, session=found, reason="weather")
    page = client.get("/call-list")
    assert "Ana Correio" in page.text
    assert "Fátima Espera" not in page.text
    assert not page.soup.select("input[name=called][checked]")
    client.post("/call-list", {"on": str(day_of(workshop)), "called": boxes})
    assert len(client.get("/call-list").soup.select("input[name=called][checked]")) == len(boxes)


def test_a_cancellation_leads_to_whom_to_call_and_stays_on_the_day_page(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    """Not only tomorrow's: nobody is left to come in vain on a later day."""
    client = client_for(cast.facilitator)
    later = list_sessions(staff, workshop)[1]
    address = f"/workshops/sessions/{later.id}/cancellation"
    page = client.follow(client.submit(client.get(address), address, reason="weather"))
    boxes = [str(box["value"]) for box in page.soup.select("input[name=called]")]
    assert boxes
    waits = "#to-complete a[href='/call-list?first=cancelled']"
    assert client.get("/").soup.select_one(waits)
    assert client.get("/call-list?first=cancelled").soup.select(f'input[name=on][value="{later.on}"]')
    client.post("/call-list", {"on": str(later.on), "called": boxes})
    assert client.get("/").soup.select_one(waits) is None


def test_a_cancelled_series_leads_to_the_first_day_that_went_with_it(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    """Not to one that was cancelled before, whose people know."""
    client = client_for(cast.facilitator)
    first, *rest = list_sessions(staff, workshop)
    led = [
        client.submit(client.get(f"{each}/cancellation"), f"{each}/cancellation", reason="weather").location
        for each in (f"/workshops/sessions/{first.id}", f"/workshops/{workshop.id}")
    ]
    assert led == [f"/call-list?on={first.on}", f"/call-list?on={rest[0].on}"]


def test_of_a_cancelled_series_those_who_waited_are_told_as_well(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    with making():
        found = db.session.get_one(Workshop, workshop.id, populate_existing=True)
        cancel_workshop(staff, workshop=found, reason="weather")
    assert "Fátima Espera" in client_for(cast.registrar).get("/call-list").text
