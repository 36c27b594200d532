"""A series that was cancelled by mistake is put back by who did it: what that closed, and nothing else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from app.core.actor import Actor
from app.core.errors import Forbidden
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.planning.models.series import WorkshopState
from app.workshops.planning.operations.restoring import NothingAhead, restore_workshop
from app.workshops.planning.operations.series import cancel_workshop
from app.workshops.planning.operations.sessions import cancel_session
from app.workshops.planning.queries.series import list_sessions
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.enrolments import make_enrolment
from tests.factories.one_of_each import clerk, making
from tests.integration.workshops.conftest import series, states

pytestmark = pytest.mark.usefixtures("in_request")


@pytest.mark.parametrize("state", [WorkshopState.OPEN, WorkshopState.RUNNING])
def test_places_and_days_that_ended_with_the_series_come_back_and_no_others(staff: Actor, state: str) -> None:
    with series(staff, capacity=2, state=state) as workshop:
        places = [make_enrolment(staff, workshop) for _ in range(4)]
        cancel(staff, enrolment=places[3], reason="health")
        before = states(workshop)
        cancel_session(staff, session=list_sessions(staff, workshop)[0], reason="weather")
        cancel_workshop(staff, workshop=workshop, reason="weather")
        assert set(states(workshop)) == {"cancelled"}
        restore_workshop(staff, workshop=workshop)
    assert workshop.state == state
    assert states(workshop) == before
    assert [each.state for each in list_sessions(staff, workshop)] == ["cancelled", "planned", "planned"]


def test_only_who_cancelled_it_and_the_coordinator_put_it_back(cast: Cast, staff: Actor) -> None:
    facilitator, colleague = cast.facilitator.actor, cast.colleague.actor
    with series(staff) as workshop:
        cancel_workshop(facilitator, workshop=workshop, reason="weather")
    with pytest.raises(Forbidden), making():
        restore_workshop(colleague, workshop=workshop)
    with making():
        restore_workshop(facilitator, workshop=workshop)
        cancel_workshop(facilitator, workshop=workshop, reason="weather")
        restore_workshop(cast.coordinator.actor, workshop=workshop)
    assert workshop.state == WorkshopState.OPEN


def test_a_series_whose_days_are_over_is_not_put_back(staff: Actor) -> None:
    with series(staff) as workshop:
        cancel_workshop(staff, workshop=workshop, reason="weather")
    with clock.frozen_at(clock.now() + timedelta(days=60)), pytest.raises(NothingAhead), making():
        restore_workshop(staff, workshop=workshop)


def test_the_page_leads_to_whom_to_tell(
    cast: Cast, client_for: Callable[[Person | None], PageClient]
) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    with series(actor) as workshop:
        make_enrolment(actor, workshop)
    client = client_for(cast.facilitator)
    show, url = (f"/workshops/{workshop.id}{rest}" for rest in ("", "/cancellation"))
    client.submit(client.get(url), url, reason="weather")
    back = f"/workshops/{workshop.id}/restoration"
    page = client.follow(client.submit(client.get(show), back))
    assert "Pessoa" in page.text
    assert client.get(show).soup.select_one(f'form[action="{back}"]') is None
