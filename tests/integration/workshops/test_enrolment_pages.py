"""The office's pages of places: the list of a series, one place, offers, names to confirm."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select

from app.core.application import Autonomus
from app.core.audit import AuditEntry
from app.core.db import db, new_id
from app.core.links import hash_of
from app.people.models import Participant
from app.people.operations.sealing import seal
from app.people.sealing import SEAL_REASONS
from app.skills.operations import inventories as skills
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.enrolments import Wishes, enrol
from app.workshops.enrolments.operations.sign_ups import code_of
from app.workshops.enrolments.slips import token_of
from app.workshops.planning.models.series import Admission, Workshop
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import cost
from tests.factories.enrolments import (
    enrol_many,
    make_enrolment,
    make_person,
    places_of_each_kind,
    rows_of_people,
)
from tests.factories.one_of_each import clerk, list_of, making
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]
MANY = 250


@pytest.fixture
def series(cast: Cast) -> Workshop:
    with making():
        return make_workshop(clerk(cast.here, cast.colleague.id), capacity=2)


def enrolled(cast: Cast, workshop: Workshop, name: str = "Ana Invenção", **known: str) -> Enrolment:
    staff = clerk(cast.here, cast.colleague.id)
    with making():
        return make_enrolment(staff, workshop, make_person(staff, name, **known))  # type: ignore[arg-type]


def test_the_list_names_people_with_state_and_position(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    for name in ("Ana Um", "Bela Dois", "Carla Três"):
        enrolled(cast, series, name)
    page = client_for(cast.registrar).get(f"/workshops/{series.id}/enrolments")
    assert "2 de 2" in page.text or "2 of 2" in page.text
    assert "Carla Três" in page.text
    only = client_for(cast.registrar).get(f"/workshops/{series.id}/enrolments?state=waitlisted")
    assert "Carla Três" in only.text
    assert "Ana Um" not in only.text
    refused = client_for(cast.registrar).get(f"/workshops/{series.id}/enrolments?state=asleep", status=422)
    assert refused.soup.select(".field-error")
    assert "Ana Um" in refused.text


def test_everybody_of_a_large_series_is_found_page_by_page(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    enrol_many(cast.registrar.actor, series, MANY)
    client, names = client_for(cast.registrar), list[str]()
    url: str | None = f"/workshops/{series.id}/enrolments"
    while url:
        page = client.get(url)
        names += [each.get_text(strip=True) for each in page.soup.select("tbody th")]
        assert "sem nome" not in page.text
        onwards = page.soup.select_one("a[rel=next]")
        url = str(onwards["href"]) if onwards else None
    assert names == [f"Pessoa {number}" for number in range(MANY)]


@pytest.mark.parametrize("path", ["/workshops/{workshop}/enrolments", "/enrolments/{enrolment}"])
def test_strangers_find_nothing_and_partners_may_not(
    cast: Cast, client_for: ClientFor, series: Workshop, path: str
) -> None:
    url = path.format(workshop=series.id, enrolment=enrolled(cast, series).id)
    client_for(cast.stranger).get(url, status=404)
    client_for(cast.partner_technician).get(url, status=403)
    client_for(cast.facilitator).get(url)


def test_addresses_that_only_change_are_not_for_looking(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    place = enrolled(cast, series)
    for act in ("confirmation", "cancellation", "reaching", "passing-on"):
        client_for(cast.facilitator).get(f"/enrolments/{place.id}/{act}", status=405)


def test_somebody_sealed_is_a_place_without_a_name(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    place = enrolled(cast, series, "Ermelinda Guardada")
    with making():
        person = db.session.get_one(Participant, place.participant_id)
        seal(clerk(cast.here, cast.colleague.id), participant=person, reason=SEAL_REASONS[0])
    here, told = f"/workshops/{series.id}/enrolments", "Há mais 1 vaga ocupada, sem nome."
    page = client_for(cast.facilitator).get(here)
    assert "Ermelinda" not in page.text
    assert told in page.text
    assert told in client_for(cast.facilitator).get(f"{here}?state={place.state}").text
    assert told not in client_for(cast.facilitator).get(f"{here}?state=cancelled").text
    assert told not in client_for(cast.coordinator).get(here).text
    client_for(cast.facilitator).get(f"/enrolments/{place.id}", status=404)
    assert "Ermelinda" in client_for(cast.coordinator).get(f"/workshops/{series.id}/enrolments").text


def test_the_code_of_an_anonymous_list_is_its_persons_alone(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    staff = clerk(cast.here, cast.colleague.id)
    with making():
        own = list_of(staff)
        listed = enrol(
            staff, enrolment_id=new_id(), workshop=series, whose=own, origin="kiosk", wishes=Wishes("uk")
        )
        code = skills.code_of(own).grouped
    named = enrolled(cast, series)
    assert code_of(named).grouped in client_for(cast.registrar).get(f"/enrolments/{named.id}").text
    assert code not in client_for(cast.registrar).get(f"/enrolments/{listed.id}").text


def test_confirming_a_request(cast: Cast, client_for: ClientFor) -> None:
    with making():
        workshop = make_workshop(
            clerk(cast.here, cast.colleague.id), capacity=1, admission=Admission.ON_REQUEST
        )
    place = enrolled(cast, workshop)
    client = client_for(cast.registrar)
    page = client.get(f"/workshops/{workshop.id}/enrolments")
    client.submit(page, f"/enrolments/{place.id}/confirmation")
    assert db.session.get_one(Enrolment, place.id, populate_existing=True).state == "confirmed"


def test_cancelling_needs_a_reason(cast: Cast, client_for: ClientFor, series: Workshop) -> None:
    place = enrolled(cast, series)
    client, action = client_for(cast.registrar), f"/enrolments/{place.id}/cancellation"
    page = client.get(f"/enrolments/{place.id}")
    refused = client.submit(page, action, status=422)
    assert db.session.get_one(Enrolment, place.id, populate_existing=True).state == "confirmed"
    client.submit(refused, action, reason="transport", note="Sem carrinha às terças.")
    assert db.session.get_one(Enrolment, place.id, populate_existing=True).state == "cancelled"
    assert "carrinha" in client.get(f"/enrolments/{place.id}").text


def test_contacts_are_covered_and_their_opening_is_kept(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    place = enrolled(cast, series, phone="+351912345678")
    client, action = client_for(cast.registrar), f"/enrolments/{place.id}/contacts/opening"
    page = client.get(f"/enrolments/{place.id}")
    assert "912345678" not in page.text
    opened = client.submit(page, action, status=200)
    assert "912345678" in opened.text
    kept = select(AuditEntry.subject_id).where(AuditEntry.action == "participant.contacts_opened")
    assert db.session.scalars(kept).all() == [place.participant_id]


def test_the_line_of_calls(cast: Cast, client_for: ClientFor, series: Workshop) -> None:
    places = [enrolled(cast, series, f"Pessoa {number}") for number in range(4)]
    client = client_for(cast.facilitator)
    one = client.get(f"/enrolments/{places[0].id}")
    client.submit(one, f"/enrolments/{places[0].id}/cancellation", reason="work")
    offered, behind = places[2].id, places[3].id
    assert "Pessoa 2" in client.get("/waiting-list").text
    for act, state in (
        ("attempts", "offered"),
        ("passing-on", "waitlisted"),
    ):
        client.submit(client.get("/waiting-list"), f"/enrolments/{offered}/{act}")
        assert db.session.get_one(Enrolment, offered, populate_existing=True).state == state
    for act in ("reaching", "extension", "acceptance"):
        client.submit(client.get("/waiting-list"), f"/enrolments/{behind}/{act}")
    assert db.session.get_one(Enrolment, behind, populate_existing=True).state == "confirmed"
    late = client.post(f"/enrolments/{behind}/refusal")
    assert late.location.endswith("/waiting-list")
    assert db.session.get_one(Enrolment, behind, populate_existing=True).state == "confirmed"


def test_a_name_left_at_the_kiosk_is_recognised_or_confirmed(
    cast: Cast, client_for: ClientFor, series: Workshop
) -> None:
    staff = clerk(cast.here, cast.colleague.id)
    with making():
        known = make_person(staff, "Rosa Verdade", phone="+351912345678")
        other = make_person(staff, "Ana Invenção")
        ids = [places_of_each_kind(staff, series.id, other)["unverified_id"] for _ in range(2)]
    client = client_for(cast.registrar)
    assert "Rosa Verdade" in client.get("/people-to-confirm").text
    client_for(cast.stranger).get(f"/people-to-confirm/{ids[0]}", status=404)
    client.post(f"/people-to-confirm/{ids[0]}/identity", {"known_id": "nobody"}, status=404)
    client.post(f"/people-to-confirm/{ids[0]}/identity", {"known_id": str(new_id())}, status=404)
    shown = client.get(f"/participants/{ids[0]}")
    assert shown.soup.select_one(f"main a[href='/people-to-confirm/{ids[0]}']")
    for listed in ("/participants", "/search?q=rosa"):
        tags = client.get(listed).soup.select(".tag-ochre")
        assert len(tags) == 2, listed
    page = client.get(f"/people-to-confirm/{ids[0]}")
    client.submit(page, f"/people-to-confirm/{ids[0]}/identity")
    places = select(func.count()).where(Enrolment.participant_id == known.id)
    assert db.session.scalar(places) == 1
    client.submit(client.get(f"/people-to-confirm/{ids[1]}"), f"/people-to-confirm/{ids[1]}/verification")
    assert not db.session.get_one(Participant, ids[1], populate_existing=True).is_unverified
    client.get(f"/people-to-confirm/{ids[1]}", status=404)


def test_pages_cost_the_same_with_a_thousand_places(
    cast: Cast, client_for: ClientFor, app: Autonomus
) -> None:
    staff = clerk(cast.here, cast.colleague.id)
    with making():
        workshop = make_workshop(staff, capacity=5, facilitator_ids=[])
        places_of_each_kind(staff, workshop.id, make_person(staff))
    urls = ("/waiting-list", "/people-to-confirm", "/call-list", f"/workshops/{workshop.id}/enrolments")
    client = client_for(cast.coordinator)
    _fill(cast, workshop.id, 10)
    few = {url: cost(client, url) for url in urls}
    _fill(cast, workshop.id, 990)
    assert {url: cost(client, url) for url in urls} == few
    assert max(few.values()) <= 12


def _fill(cast: Cast, workshop_id: UUID, count: int) -> None:
    staff = clerk(cast.here, cast.colleague.id)
    with making():
        people_rows = rows_of_people(staff, count)
        first = db.session.scalar(select(func.max(Enrolment.queue_number))) or 0
        db.session.execute(insert(Participant), people_rows)
        states = ("confirmed", "waitlisted", "offered", "requested")
        rows = [
            {
                "id": (key := new_id()),
                "municipality_id": cast.here,
                "workshop_id": workshop_id,
                "participant_id": row["id"],
                "queue_number": first + number,
                "state": states[number % 4],
                "origin": "desk",
                "slip_hash": hash_of(token_of(key)),
                "offered_at": row["created_at"],
            }
            for number, row in enumerate(people_rows, 1)
        ]
        db.session.execute(insert(Enrolment), rows)
