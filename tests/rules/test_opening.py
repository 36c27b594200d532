"""What stands in a person's record opens to nobody outside their team who has not said why, by no address."""

from collections.abc import Callable
from html import unescape

import pytest

from app.core.application import Autonomus
from tests.addresses import Address, addresses
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.crawl import fetch
from tests.factories.one_of_each import WORDS, clerk, one_of_each

ClientFor = Callable[[Person | None], PageClient]
IN_THE_RECORD = ("Gosta de vir", "biscates de trolha", "+351912345678", "912 345 678", "Traz o papel")
"""What the person said, how they are reached, what came of a call: more than a list of names shows."""
QUESTION = "people.open_record"


@pytest.mark.parametrize("role", ["colleague", "registrar", "pathway_worker"])
def test_an_address_of_a_person_asks_why_and_shows_nothing(
    app: Autonomus, cast: Cast, client_for: ClientFor, role: str
) -> None:
    values = WORDS | one_of_each(clerk(cast.here, cast.coordinator.id), cast.town_hall)
    client, wrong = client_for(Person(role)), []
    client.gives_reasons = False
    for address in looks(app):
        answer = fetch(client, "GET", address.filled(app, values))
        text = unescape(answer.get_data().decode("utf-8", "replace"))
        wrong += [f"{address}: {each}" for each in IN_THE_RECORD if each in text]
        is_theirs = "participant_id" in address.ids and address.endpoint != QUESTION
        if is_theirs and answer.status_code == 200:
            wrong.append(f"{address}: opens")
    assert not wrong, "\n".join(wrong)


def looks(app: Autonomus) -> list[Address]:
    """What staff look at."""
    return [each for each in addresses(app) if each.method == "GET" and each.mark.audience == "staff"]
