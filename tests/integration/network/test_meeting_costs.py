"""Pages of meetings cost as many queries with many rows as with a few."""

from collections.abc import Callable

import pytest

from app.core.actor import Actor
from app.core.db import new_id
from app.network.meetings.models.meeting import Meeting, MeetingState
from app.network.meetings.operations.invitees import Guest, invite
from app.network.meetings.operations.resolutions import dissent
from app.network.parties.models import Body
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost
from tests.factories.meetings import a_body, decide, make_meeting
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
PAGES = ("/meetings", "/meetings/decisions", "/meetings/calendar", "/meetings/calendar/links", "/")


@pytest.fixture
def actor(cast: Cast) -> Actor:
    return clerk(cast.here, cast.coordinator.id)


def fill(actor: Actor, body: Body, meeting: Meeting, count: int) -> None:
    """So many more meetings of the body, each with a decision, and as much in one of them."""
    for at in range(count):
        decide(actor, make_meeting(actor, body=body, title=f"Reunião {at}", state=MeetingState.HELD))
        guest = Guest(name=f"Convidada {at}", is_member=False, email=f"c{at}@example.org")
        invite(actor, meeting=meeting, invitee_id=new_id(), guest=guest)
        resolution = decide(actor, meeting)
        dissent(actor, resolution=resolution, dissent_id=new_id(), whose="Rui Paz", words="Não.")


def test_the_cost_does_not_grow(cast: Cast, actor: Actor, client_for: ClientFor) -> None:
    client = client_for(cast.coordinator)
    with making():
        body = a_body(actor)
        meeting = make_meeting(actor, body=body, state=MeetingState.HELD)
        fill(actor, body, meeting, 2)
    of_one = (f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/presences")
    few = {url: cost(client, url) for url in (*PAGES, *of_one)}
    with making():
        fill(actor, body, meeting, 12)
    many = {url: cost(client, url) for url in few}
    assert many == few
    assert all(count <= AT_MOST for url, count in few.items() if url != "/"), few
