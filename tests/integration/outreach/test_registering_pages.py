"""The page on which one person after the other is registered at a session."""

from collections.abc import Callable

from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import make_table

ClientFor = Callable[[Person | None], PageClient]


def test_a_person_is_registered_and_the_next_finds_an_empty_form(cast: Cast, client_for: ClientFor) -> None:
    with making():
        session = make_table(cast.facilitator.actor)
    client = client_for(cast.registrar)
    url = f"/outreach/sessions/{session.id}/registrations/new"
    page = client.get(url)
    after = client.follow(client.submit(page, url, name="Ana Feitosa", slip="007"))
    assert "Ana Feitosa" in after.text
    assert after.form(url)["name"] == ""
    assert after.form(url)["id"] != page.form(url)["id"]
