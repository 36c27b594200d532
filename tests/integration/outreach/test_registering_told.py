"""What the pages of registering tell, and of whom they tell nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.db import Base, db, new_id
from app.network.parties.models import OrganisationKind
from app.network.parties.operations import create_organisation
from app.outreach.registrations.models import Registration
from app.people.models import Consent, Merge, Participant
from app.people.operations.sealing import add_to_team, seal
from app.people.sealing import SEAL_REASONS
from app.workshops.planning.models.session import Session
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.enrolments import make_person
from tests.factories.one_of_each import clerk, making
from tests.factories.outreach_registrations import make_table
from tests.factories.workshops import ZONE

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def client(cast: Cast, client_for: ClientFor) -> PageClient:
    return client_for(cast.registrar)


@pytest.fixture
def url(table: Session) -> str:
    return f"/outreach/sessions/{table.id}/registrations/new"


def count(model: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def the_one() -> Registration:
    return db.session.scalars(select(Registration)).one()


def test_the_cookie_that_tells_of_it_names_nobody(client: PageClient, table: Session, url: str) -> None:
    """Whoever leaves a shared laptop before the next page is drawn leaves it there, readable."""
    with making():
        db.session.get_one(Session, table.id).workshop.capacity = 0
    year = str(clock.today(ZONE).year - 10)
    said = {"name": "Ana Feitosa", "born": year, "slip": "7", "consents-matching": "yes"}
    client.post(url, {**client.get(url).form(url), **said}, status=303)
    with client.browser.session_transaction() as kept:
        told = kept["_flashes"]
    assert len(told) == 3
    assert "Feitosa" not in str(told)
    assert all("A. F." in sentence for _tone, sentence in told)


def test_an_organisation_that_does_not_hold_the_series_is_nobody_to_share_with(
    cast: Cast, client: PageClient
) -> None:
    office = clerk(cast.here, cast.coordinator.id)
    with making():
        holder, other = (
            create_organisation(
                office,
                organisation_id=new_id(),
                municipality_id=cast.here,
                name=name,
                kind=OrganisationKind.ASSOCIATION,
            )
            for name in ("Associação do Vale", "Associação da Serra")
        )
        held = make_table(office, organisation_id=holder.id)
    url = f"/outreach/sessions/{held.id}/registrations/new"
    sent = {**client.get(url).form(url), "name": "Ana", "consents-sharing": "yes"}
    assert sent["consents-sharing-recipient"] == str(holder.id)
    refused = client.post(url, {**sent, "consents-sharing-recipient": str(other.id)}, status=422)
    assert refused.soup.select_one("#consents-error, .field-error")
    assert count(Consent) == 0
    client.post(url, sent, status=303)
    assert db.session.scalars(select(Consent.recipient_id)).all() == [holder.id]


@pytest.mark.parametrize("is_in_team", [False, True])
def test_that_somebody_known_is_protected_by_now_is_told_to_nobody_who_takes_back(
    cast: Cast, client: PageClient, url: str, *, is_in_team: bool
) -> None:
    office = clerk(cast.here, cast.coordinator.id)
    with making():
        known = make_person(office, "Ana Feitosa", phone="912345678")
    after = client.follow(client.submit(client.get(url), url, name="Ana Feitosa", contact="912345678"))
    kept = the_one()
    assert kept.participant_id == known.id
    with making():
        person = db.session.get_one(Participant, known.id)
        seal(office, participant=person, reason=SEAL_REASONS[0])
        if is_in_team:
            add_to_team(office, participant=person, staff_id=cast.registrar.id)
    action = f"/outreach/registrations/{kept.id}/withdrawal"
    told = client.post(action, after.form(action), status=409)
    assert told.soup.select(".notice-warning")
    db.session.rollback()
    assert not db.session.scalars(select(Merge)).one().is_undone
    assert count(Registration) == 1
