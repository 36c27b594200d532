"""The pages of series, sessions, places, proposals and funding."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

from app.accounts.models import Staff
from app.core import clock
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.proposals.models import WorkshopProposal
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.factories.one_of_each import clerk, making, one_of_each
from tests.factories.workshops import make_place, make_session, make_workshop
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]
MONDAY = date(2027, 3, 8)


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.facilitator)


def boxes(day: date) -> list[str]:
    return [str(day.day), str(day.month), str(day.year)]


def when(day: date, **more: object) -> dict[str, object]:
    return {"on": boxes(day), "starts": "10:00", "ends": "12h", "place_name": "Salão", **more}


def sessions(workshop: Workshop) -> list[Session]:
    db.session.rollback()
    rows = db.session.query(Session).filter_by(workshop_id=workshop.id)
    return list(rows.order_by(Session.on, Session.id))


def planned(cast: Cast, **options: object) -> Workshop:
    with writing():
        return make_workshop(cast.facilitator.actor, **options)  # type: ignore[arg-type]


def test_a_series_is_planned_opened_and_listed(cast: Cast, client: PageClient) -> None:
    page = client.get("/workshops/new")
    client.submit(page, "/workshops", status=422, title="")
    answer = client.submit(
        page, "/workshops", title="Costura", kind="atelier", organisation_id=str(cast.town_hall), capacity="9"
    )
    assert answer.location.endswith("/sessions/new")
    workshop = db.session.query(Workshop).filter_by(title="Costura").one()
    assert [each.staff_id for each in workshop.facilitators] == [cast.facilitator.id]
    client.follow(answer)
    client.post(f"/workshops/{workshop.id}/sessions", when(MONDAY))
    client.post(f"/workshops/{workshop.id}/opening")
    page = client.get(f"/workshops/{workshop.id}")
    assert "0 of 9" in page.text or "0 de 9" in page.text
    assert "Costura" in client.get("/workshops?q=costura&kind=atelier").text
    assert "Costura" not in client.get("/workshops?kind=training").text
    refused = client.get("/workshops?kind=nonsense", status=422)
    assert refused.soup.select_one(".error-summary a[href='#kind']")


def test_a_change_keeps_what_was_not_asked(cast: Cast, client: PageClient) -> None:
    workshop = planned(cast, groups=["migrant"], capacity=5)
    address = f"/workshops/{workshop.id}/edit"
    early = client.get(address)
    client.submit(client.get(address), address, title="Outro nome")
    db.session.expire_all()
    changed = db.session.get_one(Workshop, workshop.id)
    assert (changed.title, changed.capacity, changed.version) == ("Outro nome", 5, 2)
    both = client.submit(early, address, title="Tarde demais", status=409)
    assert versions_on(both) == [("Outro nome", "Tarde demais")]
    assert both.form(address)["title"] == "Tarde demais"


def test_many_sessions_are_shown_before_they_are_kept(cast: Cast, client: PageClient) -> None:
    workshop = planned(cast, sessions=0)
    address = f"/workshops/{workshop.id}/sessions"
    asked = when(date(2027, 4, 18), repeat="1", until=boxes(date(2027, 5, 9)))
    page = client.post(address, asked, status=422)
    assert not sessions(workshop)
    ticked = [box["value"] for box in page.soup.select("[name=take][checked]")]
    assert ticked == ["2027-04-18", "2027-05-02", "2027-05-09"]  # 25 April is a holiday
    client.post(address, {**asked, "decision": "keep", "take": []}, status=422)
    client.post(address, {**asked, "decision": "keep", "take": [*ticked, "2031-01-01"]})
    assert [each.on.isoformat() for each in sessions(workshop)] == ticked


def test_a_slip_of_the_pen_is_said(cast: Cast, client: PageClient) -> None:
    workshop = planned(cast, sessions=0)
    address = f"/workshops/{workshop.id}/sessions"
    wrong: list[dict[str, object]] = [
        when(MONDAY, ends="09:00"),
        when(MONDAY, starts="25:00"),
        when(MONDAY, repeat="1"),
        when(MONDAY, repeat="1", until=boxes(MONDAY - timedelta(days=1))),
        {},
    ]
    for each in wrong:
        client.post(address, each, status=422)
    assert not sessions(workshop)


def test_what_is_in_the_way_is_said_before_saving(cast: Cast, client: PageClient) -> None:
    with writing():
        place = make_place(cast.facilitator.actor)
        other = make_workshop(cast.colleague.actor, title="Informática", sessions=[MONDAY], place=place)
        workshop = make_workshop(cast.facilitator.actor, sessions=0)
    address = f"/workshops/{workshop.id}/sessions"
    asked = when(MONDAY, place_id=str(place.id), place_name="")
    page = client.post(address, asked, status=422)
    assert other.title in page.text
    client.post(address, {**asked, "decision": "keep", "take": [MONDAY.isoformat()]})
    assert other.title in client.get(f"/workshops/{workshop.id}").text
    session = sessions(workshop)[0]
    address = f"/workshops/sessions/{session.id}/edit"
    untouched = client.get(address).form(address) | {"on": boxes(MONDAY), "request_key": str(new_id())}
    client.post(address, {**untouched, "title": "Primeira"})
    untouched["request_key"] = str(new_id())
    moved = {**untouched, "version": "2", "starts": "11:00"}
    client.post(address, moved, status=422)
    client.post(address, {**moved, "decision": "keep"})
    assert sessions(workshop)[0].starts.hour == 11


def test_a_new_facilitator_who_is_busy_is_said_before_saving(cast: Cast, client: PageClient) -> None:
    with writing():
        make_workshop(cast.colleague.actor, title="Informática", sessions=[MONDAY])
    workshop = planned(cast, sessions=[MONDAY])
    address = f"/workshops/{workshop.id}/edit"
    asked = {**client.get(address).form(address), "others": str(cast.colleague.id)}
    assert "Informática" in client.post(address, asked, status=422).text
    client.post(address, {**asked, "decision": "keep"})
    people = db.session.get_one(Workshop, workshop.id, populate_existing=True).facilitators
    assert [each.staff_id for each in people] == [cast.facilitator.id, cast.colleague.id]


def test_sessions_are_cancelled_and_restored(cast: Cast, client: PageClient) -> None:
    workshop = planned(cast, sessions=1)
    address = f"/workshops/sessions/{sessions(workshop)[0].id}"
    client.submit(client.get(f"{address}/cancellation"), f"{address}/cancellation", status=422)
    client.post(f"{address}/cancellation", {"reason": "weather"})
    assert sessions(workshop)[0].is_cancelled
    client.post(f"{address}/restoration")
    assert not sessions(workshop)[0].is_cancelled
    client.post(f"/workshops/{workshop.id}/cancellation", {"reason": "too_few_people"})
    assert sessions(workshop)[0].is_cancelled


def test_a_copy_is_shown_before_it_is_made(cast: Cast, client: PageClient) -> None:
    workshop = planned(cast, sessions=[MONDAY, MONDAY + timedelta(weeks=1)])
    address = f"/workshops/{workshop.id}/copy"
    asked = {"title": "Segunda volta", "start": boxes(date(2027, 9, 1))}
    client.post(address, asked, status=422)
    assert not db.session.query(Workshop).filter_by(title="Segunda volta").count()
    answer = client.post(address, {**asked, "decision": "copy"} | key(client.get(address), address))
    copy = db.session.get_one(Workshop, UUID(answer.location.rpartition("/")[2]))
    assert [each.on for each in sessions(copy)] == [date(2027, 9, 6), date(2027, 9, 13)]
    client.follow(answer)


def key(page: Page, action: str) -> dict[str, str]:
    return {"request_key": page.form(action)["request_key"]}


def test_competences_texts_and_funding_hang_on_the_series(cast: Cast, client: PageClient) -> None:
    workshop = planned(cast)
    address = f"/workshops/{workshop.id}"
    page = client.get(f"{address}/competences?q=limpar")
    found = page.soup.select_one("[name=competence_id]")
    assert found
    chosen = {"competence_id": str(found["value"])}
    client.post(f"{address}/competences", chosen)
    texts = f"{address}/texts/uk"
    client.post(texts, {**client.get(texts).form(texts), "uk-title": "Майстерня"})
    client.get(f"{address}/texts/pt", status=404)
    logo = BytesIO()
    Image.new("RGB", (40, 20), "navy").save(logo, "PNG")
    logo.seek(0)
    client.post(f"{address}/funders", {"heading": "Programa", "logo": (logo, "logo.png")})
    wrong = {"heading": "Programa", "logo": (BytesIO(b"MZ nothing"), "logo.png")}
    client.post(f"{address}/funders", wrong, status=422)
    shown = client.get(address)
    assert "Programa" in shown.text
    image = client.get(f"{address}/funders").soup.select_one("img.logo")
    assert image
    client.get(str(image["src"]), judge=False).response.close()
    client.post(f"{address}/competences/removal", chosen)
    assert not db.session.get_one(Workshop, workshop.id, populate_existing=True).competences


def test_two_who_translate_at_once_lose_nothing(cast: Cast, client: PageClient) -> None:
    workshop = planned(cast, description="Primeiros pontos.")
    address = f"/workshops/{workshop.id}/texts/uk"
    first, second = (client.get(address).form(address) for _each in range(2))
    client.post(address, {**first, "uk-title": "Шиття для всіх"})
    page = client.post(address, {**second, "uk-title": "Курс шиття"}, status=409)
    assert versions_on(page) == [("Шиття для всіх", "Курс шиття")]
    assert "Шиття для всіх" in client.get(address).html, "the first one's words still stand"
    client.submit(page, address)
    assert client.get(address).form(address)["uk-title"] == "Курс шиття"


def test_heads_are_counted_on_their_page(cast: Cast, client: PageClient) -> None:
    workshop = planned(cast, groups=["employers"], sessions=1)
    address = f"/workshops/sessions/{sessions(workshop)[0].id}/heads"
    client.submit(client.get(address), address, employers="12", others="3")
    assert client.get(address).form(address)["employers"] == "12"
    client.submit(client.get(address), address, status=422, employers="many")


def test_proposals_are_planned_or_declined(cast: Cast, client: PageClient) -> None:
    values = one_of_each(clerk(cast.here, cast.colleague.id), cast.town_hall)
    page = client.get("/proposals")
    address = f"/proposals/{values['proposal_id']}"
    answer = client.submit(page, f"{address}/acceptance")
    client.follow(answer)
    assert "Às quintas" in client.get("/proposals?state=accepted").text
    client.post(f"{address}/refusal", {"reason": "no_time"}, status=409)
    assert db.session.query(WorkshopProposal).one().state == "accepted"


def test_the_calendar_in_its_three_views(cast: Cast, client: PageClient) -> None:
    with making():
        place = make_place(cast.facilitator.actor)
        workshop = make_workshop(cast.facilitator.actor, title="Costura", sessions=[MONDAY], place=place)
        make_session(cast.facilitator.actor, workshop, on=MONDAY + timedelta(days=1))
    for view in ("month", "week", "list"):
        for page in ("/calendar", "/calendar/paper"):
            shown = client.get(f"{page}?view={view}&on=2027-03-08")
            assert shown.text.count("Costura") == 2
    assert client.get(f"/calendar?on=2027-03-08&place={place.id}").text.count("Costura") == 1
    assert client.get("/calendar?on=2027-03-08&kind=seminar").text.count("Costura") == 0
    for odd in ("?on=never", "?on=0001-01-01", "?on=9999-12-31&view=week", "?view=year"):
        client.get(f"/calendar{odd}")


def test_a_link_is_made_read_and_withdrawn(cast: Cast, client: PageClient, client_for: ClientFor) -> None:
    workshop = planned(cast, title="Costura", sessions=1)
    own = {"kind": "facilitator", "subject_id": str(cast.facilitator.id)}
    client.post("/calendar/links", own)
    client.post("/calendar/links", {"kind": "series", "subject_id": str(workshop.id)})
    client.post("/calendar/links", {**own, "subject_id": str(cast.colleague.id)}, status=403)
    links = [str(box["value"]) for box in client.get("/calendar/links").soup.select("input[readonly]")]
    assert len(links) == 2
    nobody = client_for(None)
    for link in links:
        told = nobody.get(link.replace("http://localhost", ""), judge=False)
        assert "Costura" in told.response.get_data(as_text=True)
    client.post("/calendar/links/revocation", own)
    statuses = [nobody.browser.get(link, headers={"Host": "localhost"}).status_code for link in links]
    assert sorted(statuses) == [200, 404]


def test_the_calendar_of_a_colleague_who_left_is_closed(
    cast: Cast, client: PageClient, client_for: ClientFor
) -> None:
    planned(cast, title="Costura", sessions=1)
    client.post("/calendar/links", {"kind": "facilitator", "subject_id": str(cast.facilitator.id)})
    (link,) = [str(box["value"]) for box in client.get("/calendar/links").soup.select("input[readonly]")]
    with writing():
        db.session.get_one(Staff, cast.facilitator.id).suspended_at = clock.now()
    client_for(None).get(link.replace("http://localhost", ""), status=404, judge=False)
