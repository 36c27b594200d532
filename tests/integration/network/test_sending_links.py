"""Letters with links: what arrives, and what is never sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.core import clock, jobs
from app.core.actor import SYSTEM
from app.core.application import Autonomus
from app.core.db import db
from app.core.unit_of_work import writing
from app.network.links.models import PartnerLink
from app.network.links.operations import withdraw_link
from app.network.links.sending import remind
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.links import an_invitation, invitation_of, path_of
from tests.factories.parties import an_organisation
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


def test_of_a_thing_that_is_gone_nobody_is_reminded_and_others_are(
    cast: Cast, link: PartnerLink, inbox: Inbox, client_for: ClientFor
) -> None:
    with writing():
        gone = db.session.get_one(PartnerLink, link.id)
        other = an_organisation(cast.coordinator.actor, "Clube de Sanfins")
        kept = an_invitation(cast.coordinator.actor, cast.here, other.id, email="rui@example.org")
        gone.mailed_at = kept.mailed_at = clock.now()
        gone.expires_at = kept.expires_at - timedelta(days=1)
        db.session.delete(invitation_of(gone))
    with clock.frozen_at(clock.now() + timedelta(days=25)):
        with writing():
            remind(SYSTEM)
        jobs.run_due()
    assert [each["To"] for each in inbox.messages] == ["rui@example.org"]
    client = client_for(cast.coordinator)
    assert client.follow(client.post(f"/partnership/links/{link.id}/mail")).soup.select(".notice-warning")


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
