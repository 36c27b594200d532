"""A seat is offered, a session or a series is cancelled: whoever agreed to it is written to at once and once,
and the call list says who was told and who is left.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.jobs import Job
from app.core.sms import LONGEST
from app.core.unit_of_work import writing
from app.network.queries import get_municipality
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.operations.waiting import note_try, pass_on
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.series import cancel_workshop
from app.workshops.planning.operations.sessions import cancel_session
from app.workshops.planning.queries.series import list_sessions
from app.workshops.reminders import operations
from app.workshops.reminders.models import Reminder
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.messages import leave
from tests.factories.one_of_each import making
from tests.factories.workshops import make_workshop
from tests.integration.kiosk.visitor import Visitor

pytestmark = pytest.mark.usefixtures("channels")
ClientFor = Callable[[Person | None], PageClient]
EVERYBODY = ("Ana Correio", "Bela Curta", "Carla Calada", "Eva Guardada", "Fátima Espera", "Gil Espera")


@pytest.fixture(autouse=True)
def _any_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "MAIL_TAKES", timedelta())  # these tests run at any hour


@pytest.fixture
def workshop(staff: Actor) -> Workshop:
    """Four have seats, one of them sealed; two wait, the second can be written to by SMS only."""
    with making():
        get_municipality(staff.here()).desk_phone = "282 000 000"
        series = make_workshop(staff, title="Costura", capacity=4)
        known = (
            {"email": "ana@example.pt", "messages": True},
            {"phone": "912345678", "messages": True},
            {"email": "carla@example.pt"},
            {"email": "eva@example.pt", "messages": True},
            {"email": "fatima@example.pt", "phone": "914345678", "messages": True},
            {"phone": "915345678", "messages": True},
        )
        for name, facts in zip(EVERYBODY, known, strict=True):
            person = make_person(staff, name, **facts)  # type: ignore[arg-type]
            make_enrolment(staff, series, person)
            if name == "Eva Guardada":
                seal(staff, participant=person, reason=SEAL_REASONS[0])
    return series


def queued() -> dict[str, str]:
    """What is to leave by the address or number; two messages to the same one would be one too many."""
    db.session.expire_all()
    jobs = db.session.scalars(select(Job).where(Job.kind.in_(("mail.send", "sms.send")))).all()
    found = {each.payload["to"]: each.payload.get("subject", "") + each.payload["text"] for each in jobs}
    assert len(found) == len(jobs)
    return found


def enrolments(workshop: Workshop) -> list[Enrolment]:
    query = select(Enrolment).where(Enrolment.workshop_id == workshop.id).order_by(Enrolment.queue_number)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def cancel_first_session(staff: Actor, workshop: Workshop) -> None:
    with making():
        cancel_session(staff, session=list_sessions(staff, workshop)[0], reason="weather")


def to_call(page: Page) -> list[str]:
    return [label.get_text() for label in page.soup.select("input[name=called] + label bdi")]


def test_who_is_offered_a_seat_is_written_to_once(staff: Actor, workshop: Workshop) -> None:
    with making():
        cancel(staff, enrolment=enrolments(workshop)[0], reason="work")
    assert set(queued()) == {"fatima@example.pt"}
    said = queued()["fatima@example.pt"]
    for words in ("Costura", "282 000 000", "10:00"):
        assert words in said
    assert "Fátima" not in said
    offered = enrolments(workshop)[4]
    assert (offered.state, offered.written_by, offered.reached_at) == ("offered", "mail", None)
    with making():
        note_try(staff, enrolment=offered)
        pass_on(staff, enrolment=enrolments(workshop)[4])
    assert "282 000 000" in queued()["+351915345678"]
    assert set(queued()) == {"+351915345678"}, "the first is offered nothing any more"


def test_who_gives_up_a_place_at_the_kiosk_makes_a_mail_leave(
    cast: Cast, client_for: ClientFor, staff: Actor
) -> None:
    """The mail speaks its reader's language, the screen goes on in that of whoever stands before it."""
    with making():
        series = make_workshop(staff, capacity=1, organisation_id=cast.town_hall)
    visitor = Visitor(client_for(cast.kiosk))
    visitor.answer("language", "uk")
    action = f"/kiosk/workshops/{series.id}/enrolment/name"
    visitor.open(action)
    place = visitor.client.submit(visitor.page, action, name="Rosa").location
    with making():
        make_enrolment(staff, series, make_person(staff, email="ana@example.pt", messages=True))
    visitor.open(f"{place}/cancellation")
    visitor.answer("reason", "transport")
    assert visitor.page.soup.html is not None
    assert visitor.page.soup.html["lang"] == "uk"
    assert "Uma vaga para si" in queued()["ana@example.pt"]


def test_the_office_sees_that_a_mail_left_and_calls_all_the_same(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    with making():
        cancel(staff, enrolment=enrolments(workshop)[0], reason="work")
    client = client_for(cast.registrar)
    assert "seguiu um e-mail" not in client.get("/waiting-list").text, "it is under way"
    leave()
    page = client.get("/waiting-list")
    assert "seguiu um e-mail" in page.text
    assert "Por contactar" in page.text
    assert "e-mail" in client.get(f"/enrolments/{enrolments(workshop)[4].id}").text


def test_nobody_is_written_to_who_did_not_agree_or_is_sealed(staff: Actor) -> None:
    with making():
        series = make_workshop(staff, title="Costura", capacity=1)
        make_enrolment(staff, series, make_person(staff, "Rui Primeiro"))
        make_enrolment(staff, series, make_person(staff, "Ida Calada", email="ida@example.pt"))
        sealed = make_person(staff, "Eva Guardada", email="eva@example.pt", messages=True)
        make_enrolment(staff, series, sealed)
        seal(staff, participant=sealed, reason=SEAL_REASONS[0])
    for place in (0, 1):
        with making():
            cancel(staff, enrolment=enrolments(series)[place], reason="work")
    assert [each.state for each in enrolments(series)] == ["cancelled", "cancelled", "offered"]
    assert queued() == {}


def test_of_a_cancelled_session_the_list_says_who_was_told_and_who_is_left(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    cancel_first_session(staff, workshop)
    assert set(queued()) == {"ana@example.pt", "+351912345678"}
    short = queued()["+351912345678"]
    assert "Costura" in short
    assert short.startswith(get_municipality(staff.here()).name), "nobody knows who writes otherwise"
    assert short.endswith("282 000 000")
    client = client_for(cast.registrar)
    assert to_call(client.get("/call-list")) == ["Ana Correio", "Bela Curta", "Carla Calada"]
    leave()
    page = client.get("/call-list")
    assert to_call(page) == ["Carla Calada"]
    told = [each.get_text(" ", strip=True) for each in page.soup.select(".options > p")]
    assert told == ["Ana Correio Aviso enviado por e-mail", "Bela Curta Aviso enviado por SMS"]
    front = client.get("/").soup.select_one("#to-complete a[href='/call-list?first=cancelled']")
    assert front is not None
    assert front.get_text().split()[0] == "1"
    on = list_sessions(staff, workshop)[0].on
    client.post("/call-list", {"on": str(on), "called": [_box(page)]})
    assert client.get("/").soup.select_one("#to-complete a[href='/call-list?first=cancelled']") is None


def _box(page: Page) -> str:
    return str(page.soup.select("input[name=called]")[0]["value"])


def test_telephones_of_those_who_were_told_stay_covered(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    cancel_first_session(staff, workshop)
    leave()
    client = client_for(cast.coordinator)
    screen = client.submit(client.get("/call-list"), "/call-list/opening", status=200, where="")
    assert "912345678" not in screen.text
    assert "Bela Curta" in screen.text
    paper = client.submit(screen, "/call-list/opening", status=200)
    assert "carla@example.pt" in paper.text
    assert "Bela" not in paper.text


def test_whom_a_message_did_not_reach_is_called(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    """Mail that cannot leave has told nobody; once it left after all, it has."""
    cancel_first_session(staff, workshop)
    leave("sms")
    client = client_for(cast.registrar)
    with writing():
        db.session.execute(update(Job).where(Job.kind == "mail.send").values(last_error="MailNotConfigured"))
    assert to_call(client.get("/call-list")) == ["Ana Correio", "Carla Calada"]
    leave()
    assert to_call(client.get("/call-list")) == ["Carla Calada"]


def test_whose_day_begins_before_a_mail_is_read_is_called_as_well(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MAIL_TAKES", timedelta(days=2))
    cancel_first_session(staff, workshop)
    leave()
    assert to_call(client_for(cast.registrar).get("/call-list")) == ["Ana Correio", "Carla Calada"]


def test_of_what_is_over_nobody_is_written_to(staff: Actor) -> None:
    yesterday = clock.today("Europe/Lisbon") - timedelta(days=1)
    with making():
        series = make_workshop(staff, sessions=[yesterday], state="running")
        make_enrolment(staff, series, make_person(staff, email="ana@example.pt", messages=True))
        cancel_session(staff, session=list_sessions(staff, series)[0], reason="weather")
        other = make_workshop(staff, sessions=[yesterday], state="running")
        make_enrolment(staff, other, make_person(staff, email="bia@example.pt", messages=True))
        cancel_workshop(staff, workshop=other, reason="weather")
    assert queued() == {}


def test_of_a_cancelled_series_one_message_names_its_days(
    cast: Cast, client_for: ClientFor, staff: Actor, workshop: Workshop
) -> None:
    days = [each.on for each in list_sessions(staff, workshop)]
    assert len(days) > 1
    with making():
        cancel_workshop(
            staff,
            workshop=db.session.get_one(Workshop, workshop.id, populate_existing=True),
            reason="weather",
        )
    assert set(queued()) == {"ana@example.pt", "+351912345678", "fatima@example.pt", "+351915345678"}
    assert all(f"{day.day} de" in queued()["ana@example.pt"] for day in days)
    leave()
    client = client_for(cast.registrar)
    for day in days:
        page = client.get(f"/call-list?on={day}")
        assert to_call(page) == ["Carla Calada"]
        assert "Fátima Espera" in page.text


def test_a_series_without_days_is_told_of_and_days_told_before_are_no_trouble(
    staff: Actor, workshop: Workshop
) -> None:
    with making():
        bare = make_workshop(staff, title="Horta", sessions=[])
        make_enrolment(staff, bare, make_person(staff, email="hugo@example.pt", messages=True))
        cancel_workshop(staff, workshop=bare, reason="weather")
    assert set(queued()) == {"hugo@example.pt"}
    cancel_first_session(staff, workshop)
    before = len(db.session.scalars(select(Reminder.id)).all())
    with making():
        found = db.session.get_one(Workshop, workshop.id, populate_existing=True)
        cancel_workshop(staff, workshop=found, reason="weather")
    assert len(db.session.scalars(select(Reminder.id)).all()) > before


def test_the_words_are_in_the_persons_language_beside_portuguese(staff: Actor) -> None:
    with making():
        series = make_workshop(staff, texts={("uk", "title"): "Шиття"}, title="Costura")
        for language, facts in (("uk", {"email": "olena@example.pt"}), ("ar", {"phone": "916345678"})):
            person = make_person(staff, **facts, messages=True)  # type: ignore[arg-type]
            person.language = language
            make_enrolment(staff, series, person)
    cancel_first_session(staff, series)
    assert "Шиття" in queued()["olena@example.pt"]
    assert "Заняття скасовано" in queued()["olena@example.pt"]
    assert "Sessão cancelada: Costura" in queued()["olena@example.pt"]
    assert "أُلغي" in queued()["+351916345678"]


def test_of_a_short_message_the_title_is_cut_and_never_the_end(staff: Actor, workshop: Workshop) -> None:
    with making():
        db.session.get_one(Workshop, workshop.id, populate_existing=True).title = "Costura " * 60
    cancel_first_session(staff, workshop)
    short = queued()["+351912345678"]
    assert "...: a sessão de" in short
    assert short.endswith("282 000 000")
    assert len(short) <= LONGEST
