"""Initiatives: begun, through their gates and back, resting, ended; who belongs to them."""

from collections.abc import Callable

import pytest

from app.core.unit_of_work import writing
from app.initiatives.groups.models import Initiative
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_groups import a_member, a_need, an_initiative

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def initiative(cast: Cast) -> Initiative:
    """An idea of two members, with a need."""
    actor = cast.facilitator.actor
    with writing():
        found = an_initiative(actor)
        a_member(actor, found, "Belmira Seixas", share=5_000)
        a_member(actor, found, "Custódio Anes", is_invited=True)
        a_need(actor, found)
        return found


def test_its_page_shows_the_gate_the_members_and_what_it_takes(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    page = client_for(cast.facilitator).get(f"/initiatives/{initiative.id}")
    for words in ("Belmira Seixas", "Custódio Anes", "Pequenas reparações e jardins"):
        assert words in page.text


PAGES = (
    "",
    "/edit",
    "/gate",
    "/pause",
    "/closing",
    "/checklist/summary",
    "/checklist/customers_heard",
    "/members",
    "/members?q=belmira",
    "/backers/new",
    "/needs",
    "/needs?q=jardim",
)


def test_every_page_of_an_initiative_can_be_drawn(
    cast: Cast, client_for: ClientFor, initiative: Initiative
) -> None:
    client = client_for(cast.facilitator)
    for page in PAGES:
        client.get(f"/initiatives/{initiative.id}{page}")
    for page in ("", "/new", "/board", ".csv", ".xlsx"):
        client.get(f"/initiatives{page}", judge="." not in page)
