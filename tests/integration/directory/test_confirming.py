"""Owners without an account: whether what the directory says is true, and what is done when it is not."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.core import jobs
from app.core.actor import SYSTEM
from app.core.application import Autonomus
from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.directory.feature import every_night
from app.directory.services.models import Service
from app.directory.services.operations.checking import remind_owners
from app.network.links.models import PartnerLink
from app.network.parties.models import OrganisationKind
from app.network.parties.operations import create_organisation
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.directory import a_place, a_question, a_service, neglect, publish
from tests.factories.links import path_of
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
REPORTS = "/directory/reports"


@pytest.fixture
def service(cast: Cast) -> Service:
    """Stale, of an organisation that has nobody with an account."""
    actor = clerk(cast.here, cast.coordinator.id)
    with making():
        association = create_organisation(
            cast.administrator.actor,
            organisation_id=new_id(),
            municipality_id=cast.here,
            name="Associação Água Viva",
            kind=OrganisationKind.ASSOCIATION,
        )
        return neglect(publish(actor, a_service(actor, a_place(actor, association.id))))


@pytest.fixture
def link(cast: Cast, service: Service) -> PartnerLink:
    with writing():
        return a_question(cast.coordinator.actor, service)


def say(link: PartnerLink, client_for: ClientFor, status: int = 303, **said: str) -> None:
    client = client_for(None)
    client.submit(client.get(path_of(link)), path_of(link), status=status, **said)
    db.session.rollback()


def read(service: Service) -> Service:
    return db.session.get_one(Service, service.id, populate_existing=True)


def test_that_all_is_true_makes_it_fresh(link: PartnerLink, service: Service, client_for: ClientFor) -> None:
    due = read(service).due_on
    assert "Praça da República" in client_for(None).get(path_of(link)).text
    say(link, client_for, outcome="true")
    assert due
    assert (read(service).due_on or due) > due


def test_what_is_different_waits_to_be_mended(
    cast: Cast, link: PartnerLink, service: Service, client_for: ClientFor
) -> None:
    due = read(service).due_on
    say(link, client_for, outcome="changed", status=422)
    say(link, client_for, outcome="changed", words="Abrimos às dez.")
    assert read(service).due_on == due
    client = client_for(cast.facilitator)
    assert client.get("/").soup.select(f'a[href="{REPORTS}"]')
    page = client.get(REPORTS)
    assert "Abrimos às dez." in page.text
    action = str(page.soup.select('form[action$="/settling"]')[0]["action"])
    client.post(action)
    assert "Abrimos às dez." not in client.get(REPORTS).text
    client.post(action.replace("settling", "reopening"))
    assert "Abrimos às dez." in client.get(REPORTS).text


def test_a_link_about_a_service_that_is_gone_says_so(
    link: PartnerLink, service: Service, client_for: ClientFor
) -> None:
    drawn = client_for(None).get(path_of(link))
    with writing():
        read(service).state = "archived"
    page = client_for(None).submit(drawn, path_of(link), status=410, outcome="true")
    assert not page.soup.select("form")


def test_the_coordinator_asks_from_the_service(cast: Cast, service: Service, client_for: ClientFor) -> None:
    client, path = client_for(cast.coordinator), f"/directory/services/{service.id}/question"
    assert client.get(f"/directory/services/{service.id}").soup.select(f'a[href="{path}"]')
    page = client.follow(client.submit(client.get(path), path))
    assert "balcao@example.org" in page.text


def test_stale_services_are_asked_about_by_one_letter_with_links_that_work(
    app: Autonomus, cast: Cast, service: Service, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = replace(app.settings, public_url="https://portal.example")
    monkeypatch.setattr(app, "settings", there)
    with writing():
        every_night(there)
    (job,) = db.session.scalars(select(jobs.Job).where(jobs.Job.kind == "mail.send")).all()
    (link,) = db.session.scalars(select(PartnerLink)).all()
    assert f"https://portal.example{path_of(link)}" in job.payload["text"]
    assert link.mailed_at
    say(link, client_for, outcome="true")
    with writing():
        assert remind_owners(SYSTEM, send=print) == 0
