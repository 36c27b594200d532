"""The tables of attendance as pages: kept, refused, shown to a second person, read by nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db, new_id
from app.workshops.attendance.models import Attendance
from app.workshops.attendance.queries import attendance as reads
from app.workshops.attendance.queries.session_record import heads_of
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.slips import token_of
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.attendance import PRESENT, make_running, note, sessions_of
from tests.factories.enrolments import enrol_many, make_enrolment, make_person
from tests.factories.one_of_each import making
from tests.factories.workshops import ZONE
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
Running = tuple[Workshop, list[Enrolment], list[Session]]
TODAY = "2026-03-12T10:20:00+00:00"
"""Twenty minutes after the session of that day has begun."""


@pytest.fixture
def running(cast: Cast) -> Running:
    """Three people in a series with two past sessions."""
    actor = cast.facilitator.actor
    with making():
        workshop, places = make_running(actor, "Ana", "Bento", "Clara")
    return workshop, places, sessions_of(actor, workshop)


def address(session: Session) -> str:
    return f"/workshops/sessions/{session.id}/attendance"


def name_of(session: Session, place: Enrolment) -> str:
    return f"{session.id.hex}-{place.id.hex}"


def states(session: Session) -> dict[str, tuple[str, int, str]]:
    db.session.expire_all()
    rows = reads.marks_in([session.id]).values()
    return {str(row.enrolment_id): (row.state, row.minutes, row.reason) for row in rows}


def test_a_table_is_filled_in(cast: Cast, client_for: ClientFor, running: Running) -> None:
    _workshop, places, sessions = running
    session = sessions[0]
    client = client_for(cast.facilitator)
    page = client.get(address(session))
    ana, bento, clara = (name_of(session, place) for place in places)
    changes = {
        f"state-{ana}": "present",
        f"state-{bento}": "late",
        f"late-{bento}": "30",
        f"state-{clara}": "excused",
        f"reason-{clara}": "transport",
    }
    data = {**page.form(address(session)), **changes}
    after = client.follow(client.post(address(session), data))
    assert "3" in after.text
    assert states(session) == {
        str(places[0].id): ("present", 120, ""),
        str(places[1].id): ("late", 90, ""),
        str(places[2].id): ("excused", 0, "transport"),
    }
    assert after.form(address(session))[f"late-{bento}"] == "30"


def test_a_table_of_hundreds_stands_on_pages_and_loses_nobody(
    cast: Cast, client_for: ClientFor, running: Running
) -> None:
    """Somebody enrols meanwhile, and everybody after them stands one row further down."""
    workshop, _places, sessions = running
    actor, session = cast.facilitator.actor, sessions[0]
    with making():
        enrol_many(actor, workshop, 240)
    client = client_for(cast.facilitator)
    first = client.get(address(session))
    assert len(first.soup.select("li.mark")) == 100
    second = _next_of(client, first, address(session))
    to = str(second.soup.select_one("form[data-letters]")["action"])  # type: ignore[index]
    with making():
        make_enrolment(actor, workshop, make_person(actor, "Aida Primeira"))
    page = client.follow(client.post(to, {**second.form(to), "rest": "present"}))
    assert len(states(session)) == 101
    assert {state for state, *_ in states(session).values()} == {"present", "excused"}, "kept on the way"
    assert [each["name"] for each in page.soup.select("li.mark input[value=present][checked]")]
    third = _next_of(client, page, to)
    assert len(third.soup.select("li.mark")) == 44


def _next_of(client: PageClient, page: Page, to: str) -> Page:
    """The next page, by the button that first keeps what was typed: here, that the first was excused."""
    then, typed = str(page.soup.select("button[name=then]")[-1]["value"]), page.form(to)
    first = next(name for name in typed if name.startswith("state-"))
    return client.follow(client.post(to, typed | {first: "excused", "then": then}))


def test_the_others_are_present_by_one_button(cast: Cast, client_for: ClientFor, running: Running) -> None:
    _workshop, places, sessions = running
    client = client_for(cast.registrar)
    page = client.get(address(sessions[0]))
    absent = {f"state-{name_of(sessions[0], places[1])}": "absent"}
    client.post(address(sessions[0]), {**page.form(address(sessions[0])), **absent, "rest": "present"})
    assert sorted(state for state, *_ in states(sessions[0]).values()) == ["absent", "present", "present"]


@pytest.mark.parametrize(
    ("state", "late"), [("late", "soon"), ("late", "120"), ("late", "-5"), ("asleep", ""), ("", "")]
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    cast: Cast, client_for: ClientFor, running: Running, state: str, late: str
) -> None:
    _workshop, places, sessions = running
    client = client_for(cast.facilitator)
    page = client.get(address(sessions[0]))
    wrong, right = (name_of(sessions[0], place) for place in places[:2])
    typed = {f"state-{wrong}": state, f"late-{wrong}": late, f"state-{right}": "present"}
    refused = client.post(address(sessions[0]), {**page.form(address(sessions[0])), **typed}, status=422)
    assert refused.soup.select_one(f"#mark-{wrong} .field-error")
    assert refused.form(address(sessions[0]))[f"state-{right}"] == "present"
    assert not states(sessions[0])


def test_the_second_person_sees_both_and_decides(cast: Cast, client_for: ClientFor, running: Running) -> None:
    _workshop, places, sessions = running
    client, name = client_for(cast.colleague), name_of(sessions[0], places[0])
    page = client.get(address(sessions[0]))
    with making():
        note(cast.facilitator.actor, sessions[0], places[0], PRESENT)
    mine = {**page.form(address(sessions[0])), f"state-{name}": "absent"}
    both = client.post(address(sessions[0]), mine, status=409)
    assert both.soup.select_one(f"#mark-{name} .mark-theirs")
    assert states(sessions[0])[str(places[0].id)][0] == "present"
    again = both.form(address(sessions[0]))
    assert again[f"state-{name}"] == "absent"
    client.post(address(sessions[0]), again)
    assert states(sessions[0])[str(places[0].id)][0] == "absent"


def test_a_series_is_filled_in_over_all_sessions(cast: Cast, client_for: ClientFor, running: Running) -> None:
    workshop, places, sessions = running
    url = f"/workshops/{workshop.id}/attendance"
    client = client_for(cast.facilitator)
    page = client.get(url)
    cells = {f"state-{name_of(session, places[0])}": "present" for session in sessions}
    after = client.follow(client.post(url, {**page.form(url), **cells}))
    assert "100 %" in after.text
    for session in sessions:
        assert states(session) == {str(places[0].id): ("present", 120, "")}
    refused = client.post(url, {**after.form(url), next(iter(cells)): "maybe"}, status=422)
    assert refused.soup.select(".notice-bad")


def test_only_those_who_may(cast: Cast, client_for: ClientFor, running: Running) -> None:
    workshop, places, sessions = running
    urls = (
        address(sessions[0]),
        f"/workshops/{workshop.id}/attendance",
        f"/workshops/sessions/{sessions[0].id}/record",
        f"/workshops/sessions/{sessions[0].id}/sheet.pdf",
        f"/workshops/{workshop.id}/slips.pdf",
        f"/workshops/sessions/{sessions[0].id}/walk-ins/new",
        f"/attendance/slips/{token_of(places[0].id)}",
    )
    for url in urls:
        client_for(cast.stranger).get(url, status=404)
        client_for(cast.partner_technician).get(url, status=403)
        client_for(cast.facilitator).get(url, judge="pdf" not in url)
        assert (
            client_for(cast.facilitator).browser.delete(url, headers={"Host": "localhost"}).status_code == 405
        )
    nobody = client_for(None).get(urls[-1], status=303, judge=False)
    assert "/sign-in" in nobody.location


@pytest.mark.clock(TODAY)
def test_a_slip_is_confirmed_at_the_door(cast: Cast, client_for: ClientFor) -> None:
    actor = cast.facilitator.actor
    with making():
        workshop, places = make_running(actor, "Ana", "Bento", days=[clock.today(ZONE)])
    session = sessions_of(actor, workshop)[0]
    client = client_for(cast.registrar)
    url = f"/attendance/slips/{token_of(places[0].id)}"
    page = client.get(url)
    assert "Ana" in page.text
    assert not states(session)  # looking notes nothing
    for _twice in range(2):
        after = client.post(url, {"session_id": str(session.id), "state": "present"})
        assert after.location.endswith(url)
    assert states(session) == {str(places[0].id): ("present", 120, "")}
    row = db.session.query(Attendance).one()
    assert (row.noted_how, row.noted_by) == ("slip", cast.registrar.id)
    late = f"/attendance/slips/{token_of(places[1].id)}"
    client.post(late, {"session_id": str(session.id), "state": "late"})
    assert states(session)[str(places[1].id)] == ("late", 100, "")
    client.post(late, {"session_id": str(places[0].id), "state": "late"}, status=404)
    client.get("/attendance/slips/nobodys-slip", status=404)


def test_a_slip_on_another_day_says_when(cast: Cast, client_for: ClientFor) -> None:
    actor = cast.facilitator.actor
    with making():
        ahead = clock.today(ZONE) + timedelta(days=3)
        _workshop, places = make_running(actor, "Ana", days=[ahead])
    page = client_for(cast.facilitator).get(f"/attendance/slips/{token_of(places[0].id)}")
    assert str(ahead.year) in page.text
    assert not page.soup.select("button[name=state]")
    with making():
        cancel(actor, enrolment=places[0], reason="other")
    client_for(cast.facilitator).get(f"/attendance/slips/{token_of(places[0].id)}", status=404)


def test_somebody_who_did_not_enrol_is_added_from_the_table(
    cast: Cast, client_for: ClientFor, running: Running
) -> None:
    workshop, _places, sessions = running
    client = client_for(cast.facilitator)
    with making():
        known = make_person(cast.facilitator.actor, "Zulmira Conhecida")
    url = f"/workshops/sessions/{sessions[0].id}/walk-ins"
    page = client.get(f"{url}/new?q=zulmira")
    assert "Zulmira Conhecida" in page.text
    for _twice in range(2):
        client.post(url, {"participant_id": str(known.id)})
    new = url.replace("walk-ins", "newcomers")
    client.submit(page, new, name="Nova Pessoa", language="uk")
    client.submit(client.get(f"{url}/new"), new, name="", status=422)
    client.post(url, {"participant_id": "nobody"}, status=404)
    names = [row.name for row in reads.list_attenders(cast.facilitator.actor, workshop)]
    assert names == ["Ana", "Bento", "Clara", "Nova Pessoa", "Zulmira Conhecida"]
    assert [state for state, *_ in states(sessions[0]).values()] == ["present", "present"]


def test_in_a_full_series_a_guest_is_counted_once_and_takes_no_place(
    cast: Cast, client_for: ClientFor, running: Running
) -> None:
    workshop, places, sessions = running
    client, url = client_for(cast.facilitator), f"/workshops/sessions/{sessions[0].id}/walk-ins/new"
    guests = url.replace("walk-ins/new", "guests")
    assert not client.get(url).soup.select(f"form[action='{guests}']")
    with making():
        db.session.get_one(Workshop, workshop.id).capacity = len(places)
    page = client.get(url)
    client.submit(page, guests)
    client.submit(page, guests)  # sent twice, counted once
    client.submit(client.get(url), guests)
    assert heads_of(sessions[0].id) == {"": 2}
    assert len(reads.list_attenders(cast.facilitator.actor, workshop)) == len(places)


def test_a_summary_that_does_not_say_what_was_read_overwrites_nothing(
    cast: Cast, client_for: ClientFor, running: Running
) -> None:
    _workshop, _places, sessions = running
    action = f"/workshops/sessions/{sessions[0].id}/summary"
    client_for(cast.facilitator).post(
        action, {"summary": "Por cima.", "request_key": str(new_id())}, status=422
    )
    assert db.session.get_one(type(sessions[0]), sessions[0].id, populate_existing=True).summary == ""


def test_the_summary_keeps_what_a_colleague_wrote(
    cast: Cast, client_for: ClientFor, running: Running
) -> None:
    _workshop, _places, sessions = running
    url = f"/workshops/sessions/{sessions[0].id}/record"
    action = f"/workshops/sessions/{sessions[0].id}/summary"
    first, second = client_for(cast.facilitator), client_for(cast.colleague)
    mine, theirs = first.get(url), second.get(url)
    first.submit(mine, action, summary="Apresentação do grupo.")
    both = second.submit(theirs, action, summary="Outra coisa.", status=409)
    assert versions_on(both) == [("Apresentação do grupo.", "Outra coisa.")]
    assert both.form(action)["summary"].strip() == "Outra coisa."
    assert "Apresentação do grupo." in first.get(url).text
    second.submit(both, action)
    assert "Outra coisa." in first.get(url).text
    first.submit(first.get(url), action, summary="x" * 3_001, status=422)


def test_minutes_are_checked_beside_a_reason_that_is_not_offered(
    cast: Cast, client_for: ClientFor, running: Running
) -> None:
    _workshop, places, sessions = running
    client, name = client_for(cast.facilitator), name_of(sessions[0], places[0])
    typed = {f"state-{name}": "late", f"late-{name}": "soon"}
    kept = {f"reason-{name}": "long_gone", f"was-{name}": "absent.0.long_gone"}
    page = client.get(address(sessions[0]))
    client.post(address(sessions[0]), {**page.form(address(sessions[0])), **typed, **kept}, status=422)
    assert not states(sessions[0])
