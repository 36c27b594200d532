"""A meeting is found from the office's search by what somebody remembers of it."""

from collections.abc import Callable

import pytest

from app.core.actor import Actor
from app.network.meetings.models.meeting import MeetingState
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import cost
from tests.factories.meetings import a_body, make_meeting
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def is_found(client: PageClient, words: str, meeting_id: object) -> bool:
    found = client.get("/search", query_string={"q": words})
    return found.soup.select_one(f'#found a[href="/meetings/{meeting_id}"]') is not None


def test_words_of_title_body_and_place_find_it_without_accents(
    cast: Cast, actor: Actor, client_for: ClientFor
) -> None:
    with making():
        body = a_body(actor, name="Núcleo Executivo")
        sought = make_meeting(actor, body=body, title="Reunião extraordinária", place="Salão nobre")
        other = make_meeting(actor, title="Reunião extraordinária", place="Biblioteca")
    client = client_for(cast.coordinator)
    for words in ("extraordinaria", "nucleo", "salao", "REUNIÃO nucleo salao"):
        assert is_found(client, words, sought.id), words
    assert not is_found(client, "reuniao nucleo", other.id)
    assert not is_found(client, "reuniao jardim", sought.id)


def test_only_what_somebody_may_know_of_is_found(cast: Cast, actor: Actor, client_for: ClientFor) -> None:
    with making():
        own = make_meeting(actor, title="Reunião convocada", party_id=cast.town_hall)
        draft = make_meeting(
            actor, title="Reunião em rascunho", party_id=cast.town_hall, state=MeetingState.DRAFT
        )
        others = make_meeting(actor, title="Reunião alheia")
    partner = client_for(cast.partner_technician)
    assert is_found(partner, "reuniao", own.id)
    assert not is_found(partner, "reuniao", draft.id)
    assert not is_found(partner, "reuniao", others.id)
    assert is_found(client_for(cast.coordinator), "reuniao", draft.id)
    assert not is_found(client_for(cast.stranger), "reuniao", own.id)


def test_the_search_costs_the_same_with_many(cast: Cast, actor: Actor, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    with making():
        make_meeting(actor, title="Reunião")
    few = cost(client, "/search?q=reuniao")
    with making():
        for at in range(8):
            make_meeting(actor, title="Reunião", place=f"Sala {at}")
    assert cost(client, "/search?q=reuniao") == few
