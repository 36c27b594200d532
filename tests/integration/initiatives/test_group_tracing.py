"""Where an initiative came from and what came of something: traced both ways."""

from collections.abc import Callable
from uuid import UUID

import pytest

from app.core.db import db, new_id
from app.core.unit_of_work import writing
from app.initiatives.groups.queries import get_initiative, members_of
from app.initiatives.groups.tracing import backed_by, from_sheet, origins_of
from app.workshops.projects.models import AlternativeKind
from app.workshops.projects.operations import Way, create_project_sheet
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.initiatives_groups import an_initiative, somebody
from tests.factories.one_of_each import making
from tests.factories.parties import an_organisation
from tests.factories.workshops import make_workshop

ClientFor = Callable[[Person | None], PageClient]


@pytest.fixture
def sheet_id(cast: Cast) -> UUID:
    """Of somebody who chose the second of two ways."""
    actor = cast.facilitator.actor
    with writing():
        person = somebody(actor, "Belmira Seixas")
        ways = [
            Way(kind=AlternativeKind.JOB.value, title="Um emprego"),
            Way(kind=AlternativeKind.OWN_ACTIVITY.value, title="Compotas da Belmira"),
        ]
        return create_project_sheet(actor, sheet_id=new_id(), participant=person, ways=ways, chosen=1).id


def test_the_chosen_way_of_a_project_sheet_becomes_an_initiative(
    cast: Cast, client_for: ClientFor, sheet_id: UUID
) -> None:
    client, actor = client_for(cast.facilitator), cast.facilitator.actor
    new = f"/initiatives/new?sheet={sheet_id}"
    assert client.get(f"/project-sheets/{sheet_id}").soup.select_one(f'a[href="{new}"]')
    page = client.get(new)
    assert page.form(f"/initiatives?sheet={sheet_id}")["title"] == "Compotas da Belmira"
    made = client.submit(page, f"/initiatives?sheet={sheet_id}", kind="individual")
    found = get_initiative(actor, UUID(made.location.rpartition("/")[2]))
    (member,) = members_of(found.id)
    (origin,) = origins_of(actor, found)
    (link,) = from_sheet(actor, sheet_id)
    assert origin.values == {"sheet_id": sheet_id}
    assert link.values == {"initiative_id": found.id}
    assert "Compotas da Belmira" in client.get(f"/participants/{member.participant_id}").text
    assert found.title in client.get(f"/project-sheets/{sheet_id}").text


def test_a_series_and_an_organisation_tell_of_theirs(cast: Cast, client_for: ClientFor) -> None:
    client, actor = client_for(cast.facilitator), cast.facilitator.actor
    with making():
        workshop = make_workshop(actor)
        found = an_initiative(actor, workshop_id=workshop.id)
    with writing():
        partner = an_organisation(cast.coordinator.actor, "Associação Raízes").id
    assert found.title in client.get(f"/workshops/{workshop.id}").text
    new = f"/initiatives/{found.id}/backers/new"
    client.submit(client.get(new), new, organisation_id=str(partner), role="mentor")
    assert db.session.execute(backed_by(actor, partner)).one().title == found.title
    assert "Associação Raízes" in client.get(f"/initiatives/{found.id}").text


@pytest.mark.parametrize("origin", ["sheet", "workshop", "opportunity", "person"])
@pytest.mark.parametrize("value", ["nonsense", "00000000-0000-0000-0000-000000000000"], ids=["odd", "none"])
def test_what_is_not_there_is_no_origin(cast: Cast, client_for: ClientFor, origin: str, value: str) -> None:
    client_for(cast.facilitator).get(f"/initiatives/new?{origin}={value}", status=404)
