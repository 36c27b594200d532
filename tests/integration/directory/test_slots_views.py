"""Pages of drop-in slots."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from app.core.db import db
from app.directory.slots.models import DropInSlot
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.offers import a_slot
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
URL = "/directory/slots"


def filled(cast: Cast, **changes: Any) -> dict[str, Any]:
    given = {
        "organisation_id": str(cast.town_hall),
        "topic": "Ajuda com papéis",
        "place": "Balcão 2",
        "languages": ["pt", "uk"],
        "first_on": ["1", "10", "2026"],
        "starts": "9:00",
        "ends": "12h",
        "every": "week",
        "weekdays": ["2", "4"],
        "interval": "1",
        "on_holidays": "skip",
    }
    return {**given, **changes}


def stored() -> list[DropInSlot]:
    db.session.expire_all()
    return list(db.session.scalars(select(DropInSlot)))


def test_a_slot_is_added_changed_for_a_day_and_ended(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    page = client.follow(client.post(URL, {**client.get(f"{URL}/new").form(URL), **filled(cast)}))
    (slot,) = stored()
    assert (slot.rule, slot.languages) == ("FREQ=WEEKLY;BYDAY=TU,TH", ["pt", "uk"])
    days = f"{URL}/{slot.id}/days"
    moved = {"kind": "cancelled", "on": ["25", "12", "2026"], "new_on": ["26", "12", "2026"]}
    refused = client.post(days, {**page.form(days), **moved}, status=422)
    assert refused.soup.select_one(".error-summary a[href='#new_on-day']"), "another day is not dropped"
    page = client.post(days, {**page.form(days), "kind": "cancelled", "on": ["25", "12", "2026"]})
    (change,) = stored()[0].changes
    client.post(f"{days}/{change.id}/removal")
    assert not stored()[0].changes
    assert "Ajuda com papéis" in client.get(f"{URL}?week=2026-12-03").text
    client.post(f"{URL}/{slot.id}/end")
    assert "Ajuda com papéis" not in client.get(f"{URL}?week=2026-12-03").text


def test_what_is_wrong_is_said_and_nothing_is_written(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    blank = client.get(f"{URL}/new").form(URL)
    for wrong in (
        {"topic": ""},
        {"ends": "8:00"},
        {"starts": "29:00"},
        {"organisation_id": str(cast.parish)},
        {"until": ["1", "9", "2026"]},
        {"until": ["1", "10", "2026"], "weekdays": ["1"]},
        {"every": "never"},
        {"every": "once"},
        {"every": "month-by-day", "until": ["1", "12", "2031"]},
    ):
        page = client.post(URL, {**blank, **filled(cast, **wrong)}, status=422)
        assert page.soup.select_one(".field-error"), wrong
    assert not stored()


def test_a_slot_drawn_in_one_municipality_does_not_land_in_another(cast: Cast, client_for: ClientFor) -> None:
    client = client_for(cast.facilitator)
    sent = {**client.get(f"{URL}/new").form(URL), **filled(cast)}
    client.post(URL, {**sent, "municipality_id": str(cast.elsewhere)}, status=409)
    client.post(URL, {**sent, "municipality_id": ""}, status=422)
    assert not stored()


def test_the_form_of_a_slot_shows_what_was_answered(cast: Cast, client_for: ClientFor) -> None:
    with making():
        slot = a_slot(clerk(cast.here, cast.facilitator.id), cast.town_hall)
    client, url = client_for(cast.facilitator), f"{URL}/{slot.id}/edit"
    page = client.get(url)
    assert page.form(url)["starts"] == "09:00"
    same: dict[str, Any] = {"first_on": ["1", "10", "2026"], "languages": "pt", "weekdays": "4"}
    client.submit(page, url, topic="Ajuda com cartas", **same)
    (changed,) = stored()
    assert (changed.topic, changed.rule, changed.version) == ("Ajuda com cartas", "FREQ=WEEKLY;BYDAY=TH", 2)
    client.submit(page, url, status=409, topic="Outra coisa", **same)


def test_the_calendar_has_an_address_that_can_be_withdrawn(cast: Cast, client_for: ClientFor) -> None:
    with making():
        a_slot(clerk(cast.here, cast.facilitator.id), cast.town_hall)
    client, nobody = client_for(cast.facilitator), client_for(None)
    client.post(f"{URL}/calendar")
    link = next(str(a["href"]) for a in client.get(URL).soup.select("a[href]") if ".ics" in str(a["href"]))
    path = link.partition("localhost")[2]
    calendar = nobody.get(path, judge=False).response
    assert calendar.mimetype == "text/calendar"
    assert "RRULE:FREQ=WEEKLY;BYDAY=TH" in calendar.text
    client.post(f"{URL}/calendar/removal")
    nobody.get(path, status=404)


def test_slots_of_another_municipality_do_not_exist(cast: Cast, client_for: ClientFor) -> None:
    with making():
        slot = a_slot(clerk(cast.here, cast.facilitator.id), cast.town_hall)
    stranger = client_for(cast.stranger)
    stranger.get(f"{URL}/{slot.id}", status=404)
    stranger.post(f"{URL}/{slot.id}/end", status=404)
