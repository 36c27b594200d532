"""Letters with links: what arrives, and what is never sent."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.core import jobs
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import writing
from app.network.links.models import PartnerLink
from app.network.links.operations import withdraw_link
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.links import an_invitation, path_of
from tests.inbox import Inbox, receiving

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def inbox(app: Autonomus, monkeypatch: pytest.MonkeyPatch) -> object:
    with receiving() as found:
        there = replace(app.settings, smtp_url=found.url, public_url="https://portal.example")
        monkeypatch.setattr(app, "settings", there)
        yield found


@pytest.fixture
def link(cast: Cast) -> PartnerLink:
    with writing():
        return an_invitation(cast.coordinator.actor, cast.here, cast.town_hall, email="ana@example.org")


def test_the_letter_is_sent_again_as_often_as_asked(
    cast: Cast, link: PartnerLink, inbox: Inbox, client_for: ClientFor
) -> None:
    client, path = client_for(cast.coordinator), f"/partnership/links/{link.id}"
    assert client.get(path).soup.select(f'form[action="{path}/mail"]')
    for count in (1, 2):
        client.post(f"{path}/mail")
        jobs.run_due()
        assert len(inbox.messages) == count
        assert inbox.links() == [f"https://portal.example{path_of(link)}"]
        assert inbox.messages[-1]["To"] == "ana@example.org"


def test_nobody_is_sent_what_does_not_work(
    cast: Cast, link: PartnerLink, inbox: Inbox, client_for: ClientFor
) -> None:
    client, path = client_for(cast.coordinator), f"/partnership/links/{link.id}"
    with writing():
        withdraw_link(cast.coordinator.actor, link=db.session.get_one(PartnerLink, link.id))
    assert not client.get(path).soup.select(f'form[action="{path}/mail"]')
    client.post(f"{path}/mail")
    jobs.run_due()
    assert not inbox.messages
