"""Of two answers of which one counts, none is dropped in silence."""

from datetime import date

from app.core.db import new_id
from app.core.unit_of_work import writing
from tests.cast import Cast
from tests.factories.workshops import make_place
from tests.integration.workshops.test_series_pages import (
    MONDAY,
    ClientFor,
    boxes,
    planned,
    sessions,
    when,
)


def test_of_a_place_chosen_and_a_place_written_the_one_given_now_counts(
    cast: Cast, client_for: ClientFor
) -> None:
    client, workshop = client_for(cast.facilitator), planned(cast, sessions=0)
    with writing():
        room, other = (make_place(cast.facilitator.actor, name=name) for name in ("Sala", "Biblioteca"))
    address = f"/workshops/{workshop.id}/sessions"
    first = client.get(f"{address}/new")
    client.post(address, {**first.form(address), **when(MONDAY, place_name="", place_id=str(room.id))})
    preselected = client.get(f"{address}/new").form(address)
    assert preselected["place_id"] == str(room.id)
    client.post(address, {**preselected, **when(date(2027, 3, 9), place_name="Adro da igreja")})
    assert [each.where for each in sessions(workshop)] == ["Sala", "Adro da igreja"]
    edit = f"/workshops/sessions/{sessions(workshop)[1].id}/edit"
    client.post(
        edit, {**client.get(edit).form(edit), "on": boxes(date(2027, 3, 9)), "place_id": str(room.id)}
    )
    assert [each.where for each in sessions(workshop)] == ["Sala", "Sala"]
    both = when(date(2027, 3, 10), place_name="Adro da igreja", place_id=str(other.id))
    refused = client.post(address, {**preselected, **both, "request_key": str(new_id())}, status=422)
    assert refused.soup.select_one(".error-summary a[href='#place_name']")


def test_an_end_without_coming_back_is_not_dropped(cast: Cast, client_for: ClientFor) -> None:
    address = f"/workshops/{planned(cast, sessions=0).id}/sessions"
    page = client_for(cast.facilitator).post(address, when(MONDAY, until=boxes(date(2027, 5, 9))), status=422)
    assert page.soup.select_one(".error-summary a[href='#until-day']")
