"""The second of two who edit a place or a slot is shown both versions, in words."""

from collections.abc import Callable
from typing import Any

import pytest

from app.core.db import db
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.directory import a_place, a_service
from tests.factories.offers import a_book, a_publication, a_slot, an_offer
from tests.factories.one_of_each import clerk, making
from tests.versions import versions_on

ClientFor = Callable[[Person | None], PageClient]


def test_the_hours_of_a_place_are_said_in_words(cast: Cast, client_for: ClientFor) -> None:
    with making():
        place = a_place(cast.coordinator.actor, cast.town_hall)
    client, url = client_for(cast.facilitator), f"/directory/places/{place.id}/edit"
    first, second = client.get(url), client.get(url)
    early = {"directions": ["Ao lado da farmácia"], "opening_hours-text": ["Mo 09:00-12:30; PH off"]}
    late = {"directions": ["Em frente à igreja"], "opening_hours-text": ["Tu 09:00-12:30"]}
    client.post(url, first.answers(url) | early)
    both = client.post(url, second.answers(url) | late, status=409)
    assert versions_on(both)[0] == ("Ao lado da farmácia", "Em frente à igreja")
    assert versions_on(both)[1][0] == "Segunda, 9h00–12h30; fechado nos feriados"
    assert both.form(url)["directions"] == "Em frente à igreja"


@pytest.mark.parametrize("mine", ["", "Tu 09:00-12:30"])
def test_hours_that_only_one_of_two_touched_stay(cast: Cast, client_for: ClientFor, mine: str) -> None:
    """The other touched nothing of them, or nothing but them."""
    with making():
        place = a_place(cast.coordinator.actor, cast.town_hall, opening_hours="Mo 09:00-12:00")
    client, url = client_for(cast.facilitator), f"/directory/places/{place.id}/edit"
    late = client.get(url)
    hours, elsewhere = {"opening_hours-text": [mine or "Mo,We 10:00-13:00"]}, {"town": ["Monte Alvo"]}
    client.post(url, client.get(url).answers(url) | (elsewhere if mine else hours))
    both = client.post(url, late.answers(url) | (hours if mine else elsewhere), status=409)
    assert versions_on(both) == []
    client.post(url, both.answers(url))
    db.session.expire_all()
    assert (place.town, place.opening_hours) == ("Monte Alvo", mine or "Mo,We 10:00-13:00")


@pytest.mark.parametrize(
    "stored",
    [
        "Mo-Fr 08:00-12:00; We 15:00-18:00; Fr 16:00-18:00",
        "PH off",
        "Mo-Fr  09:00-12:30 ;PH off;",
        "Mo, We 09:00-12:00",
        "segunda e quarta de manhã",
        "Mo 09:00-10:00,\n11:00-12:00",
        "Mo 09:00-12:00; Tu 09:00-12:00",
        ",".join(["Mo 00:00-00:30", *(f"{hour:02}:00-{hour:02}:30" for hour in range(1, 20))]),
    ],
)
@pytest.mark.parametrize("kind", ["places", "services"])
def test_an_edit_that_does_not_touch_hours_leaves_them_as_they_are(
    cast: Cast, client_for: ClientFor, kind: str, stored: str
) -> None:
    with making():
        edited: Any = a_place(cast.coordinator.actor, cast.town_hall)
        if kind == "services":
            edited = a_service(cast.coordinator.actor, edited)
        edited.opening_hours = stored
    client, url = client_for(cast.facilitator), f"/directory/{kind}/{edited.id}/edit"
    client.submit(client.get(url), url, name="Outro nome")
    db.session.expire_all()
    assert (edited.name, edited.opening_hours) == ("Outro nome", stored)


def test_hours_that_are_touched_are_written_anew(cast: Cast, client_for: ClientFor) -> None:
    with making():
        place = a_place(
            cast.coordinator.actor, cast.town_hall, opening_hours="Mo 09:00-12:00; Tu 09:00-12:00"
        )
    client, url = client_for(cast.facilitator), f"/directory/places/{place.id}/edit"
    hours: dict[str, Any] = {"opening_hours-1-closes": "13:00"}
    client.submit(client.get(url), url, **hours)
    db.session.expire_all()
    assert place.opening_hours == "Mo 09:00-12:00; Tu 09:00-13:00"


def test_of_rows_and_text_of_hours_none_is_dropped(cast: Cast, client_for: ClientFor) -> None:
    """What was touched counts; what was touched twofold is refused."""
    with making():
        place = a_place(cast.coordinator.actor, cast.town_hall, opening_hours="Mo[1] 10:00-12:00")
    client, url = client_for(cast.facilitator), f"/directory/places/{place.id}/edit"
    row = {
        "opening_hours-0-days": ["1"],
        "opening_hours-0-opens": ["09:00"],
        "opening_hours-0-closes": ["12:00"],
    }
    text = {"opening_hours-text": ["We[1] 10:00-12:00"]}
    drawn = client.get(url).answers(url)
    refused = client.post(url, drawn | row | text, status=422)
    assert refused.soup.select_one("#opening_hours .field-error")
    client.post(url, drawn | row)
    db.session.expire_all()
    assert place.opening_hours == "Tu 09:00-12:00; PH off"
    client.post(url, client.get(url).answers(url) | text)
    db.session.expire_all()
    assert place.opening_hours == "We[1] 10:00-12:00"


def test_two_who_edit_the_same_slot_are_shown_both(cast: Cast, client_for: ClientFor) -> None:
    with making():
        slot = a_slot(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    client, url = client_for(cast.facilitator), f"/directory/slots/{slot.id}/edit"
    day = [str(slot.first_on.day), str(slot.first_on.month), str(slot.first_on.year)]
    early = client.get(url)
    client.submit(client.get(url), url, first_on=day, starts="8:30", until=["31", "12", "2031"])
    late = client.submit(early, url, first_on=day, starts="8:45", until=["", "", ""], status=409)
    assert versions_on(late)[0] == ("08:30", "08:45")
    assert late.form(url)["starts"] == "08:45"


@pytest.mark.parametrize(
    ("make", "path", "field"),
    [
        (an_offer, "offers", "title"),
        (a_publication, "publications", "title"),
        (a_book, "library", "title"),
        (a_slot, "slots", "topic"),
    ],
)
def test_two_who_translate_at_once_are_shown_both(
    cast: Cast, client_for: ClientFor, make: Callable[..., Any], path: str, field: str
) -> None:
    with making():
        made = make(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    client, url = client_for(cast.facilitator), f"/directory/{path}/{made.id}/translations"
    first, second = client.get(url), client.get(url)
    name = f"uk-{field}"
    early: dict[str, Any] = {name: "Кухарка"}
    late: dict[str, Any] = {name: "Кухар", f"ar-{field}": "طباخة"}
    client.submit(first, url, **early)
    both = client.submit(second, url, status=409, **late)
    assert versions_on(both) == [("Кухарка", "Кухар")]
    assert "Alterado só por si" in both.text
    assert (both.form(url)[name], both.form(url)[f"ar-{field}"].strip()) == ("Кухар", "طباخة")
    client.submit(both, url)
    db.session.expire_all()
    kept = {row.lang: row.value for row in db.session.get_one(type(made), made.id).texts}
    assert kept == {"uk": "Кухар", "ar": "طباخة"}
    version = made.version
    client.submit(client.get(url), url)
    db.session.expire_all()
    assert made.version == version, "saved as it stood, nobody else is told of a change"
