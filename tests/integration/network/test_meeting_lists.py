"""Lists, calendars and rules of meetings, and what whoever comes there may see."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from app.core.actor import Actor
from app.core.application import Autonomus
from app.core.db import db
from app.core.jobs import Job
from app.network.meetings.models.meeting import Meeting, MeetingState
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.meetings import a_body, decide, make_meeting
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.coordinator)


@pytest.fixture
def mail(app: Autonomus, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[Any]]:
    """Mail can leave; gives the letters that wait."""
    monkeypatch.setattr(app, "settings", replace(app.settings, smtp_url="smtp://mail.example:25"))

    def letters() -> list[Any]:
        return [each.payload for each in db.session.scalars(select(Job).where(Job.kind == "mail.send"))]

    return letters


def made(actor: Actor, **options: Any) -> Meeting:
    with making():
        return make_meeting(actor, body=a_body(actor), **options)


def day_of(name: str, on: Any) -> dict[str, Any]:
    return {name: [str(on.day), str(on.month), str(on.year)]}


def test_a_decision_is_found_until_it_is_done_and_comes_back_if_it_is_not(
    cast: Cast, actor: Actor, client: PageClient, client_for: ClientFor
) -> None:
    with making():
        meeting = make_meeting(actor, state=MeetingState.HELD)
        decision = decide(actor, meeting, owner_staff_id=cast.facilitator.id)
    owner, url = client_for(cast.facilitator), f"/meetings/decisions/{decision.id}/closing"
    assert "/meetings/decisions?state=open" in client.get("/").html
    assert "/meetings/decisions?state=open&amp;mine=y" in owner.get("/").html
    client_for(cast.registrar).get(url, status=403)
    owner.submit(owner.get(url), url, how="Abertas.", **day_of("on", meeting.on))
    assert "/meetings/decisions?state=open" not in client.get("/").html
    assert "Abertas." in client.get("/meetings/decisions?state=closed").text
    owner.post(f"/meetings/decisions/{decision.id}/reopening")
    assert "Abrir candidaturas" in client.get("/meetings/decisions?state=open").text


def test_a_partner_reads_its_own_meetings_and_an_observer_no_names(
    cast: Cast, actor: Actor, client_for: ClientFor
) -> None:
    with making():
        own = make_meeting(actor, party_id=cast.town_hall, title="Com a câmara", state=MeetingState.HELD)
        make_meeting(actor, title="Sem a câmara")
    partner, observer = client_for(cast.partner_technician), client_for(cast.observer)
    listed = partner.get("/meetings").text
    assert "Com a câmara" in listed
    assert "Sem a câmara" not in listed
    assert "Ana Reis" in partner.get(f"/meetings/{own.id}").text
    partner.get(f"/meetings/{own.id}/minutes.pdf")
    partner.get("/meetings.csv", status=403)
    assert "Sem a câmara" in observer.get("/meetings").text
    assert "Ana Reis" not in observer.get(f"/meetings/{own.id}").text
    observer.get(f"/meetings/{own.id}/minutes.pdf", status=403)
    observer.get("/meetings/decisions.csv", status=403)


def test_the_list_leaves_as_it_is_filtered(actor: Actor, client: PageClient) -> None:
    with making():
        make_meeting(actor, title="Assembleia")
        make_meeting(actor, title="Núcleo", state=MeetingState.HELD)
    file = client.get("/meetings.csv?state=held").response.data.decode("utf-8-sig")
    assert "Núcleo" in file
    assert "Assembleia" not in file
    client.get("/meetings.csv?first=99&first=99&first=2026", status=422)
    assert client.get("/meetings.xlsx").response.data[:2] == b"PK"
    assert client.get("/meetings/decisions.xlsx").response.data[:2] == b"PK"


def test_a_calendar_is_followed_until_its_link_is_withdrawn(
    cast: Cast, actor: Actor, client: PageClient, client_for: ClientFor
) -> None:
    meeting, address = made(actor), "/meetings/calendar/links"
    whole = {"kind": "meetings", "subject_id": str(cast.here)}
    client.post(address, whole)
    url = client.get(address).soup.find("input", attrs={"readonly": True})
    assert url is not None
    feed = str(url["value"]).replace("http://localhost", "")
    anybody = client_for(None)
    assert "Plenário do CLAS" in anybody.get(feed).response.get_data(as_text=True)
    assert f"meeting-{meeting.id}" in anybody.get(feed).response.get_data(as_text=True).replace("\r\n ", "")
    client.post(f"{address}/revocation", whole)
    anybody.get(feed, status=404)
    client_for(cast.partner_technician).post(address, whole, status=403)
    own = {"kind": "meetings_invited", "subject_id": str(cast.town_hall)}
    client_for(cast.partner_technician).post(address, own)


def test_the_rule_of_a_body_is_written_and_taken_back(actor: Actor, client: PageClient) -> None:
    with making():
        body = a_body(actor, rule=None)
    url = f"/meetings/bodies/{body.id}/quorum"
    page = client.get(url)
    client.submit(page, url, status=422, kind="number")
    client.submit(page, url, status=422, kind="none", second_after="30")
    shown = client.follow(client.submit(page, url, kind="number", number="7"))
    (withdrawal,) = {form["action"] for form in shown.soup.find_all("form") if "withdrawal" in form["action"]}
    client.post(str(withdrawal))
    assert "withdrawal" not in client.get(url).html
