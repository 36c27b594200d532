"""A slip that staff scan opens nothing once its series is over."""

from collections.abc import Callable
from datetime import timedelta

from app.core import clock
from app.workshops.enrolments.slips import token_of
from app.workshops.planning.operations.series import cancel_workshop
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running, sessions_of
from tests.factories.one_of_each import making
from tests.factories.workshops import ZONE

ClientFor = Callable[[Person | None], PageClient]


def test_a_slip_of_a_series_that_is_over_opens_nothing_and_says_so(cast: Cast, client_for: ClientFor) -> None:
    actor = cast.facilitator.actor
    with making():
        today = clock.today(ZONE)
        _, kept = make_running(actor, "Ana Dentro", days=[today - timedelta(days=7)])
        _, gone = make_running(actor, "Ana Fora", days=[today - timedelta(days=8)])
        called_off, lost = make_running(actor, "Ana Cancelada", days=[today])
        session = sessions_of(actor, called_off)[0]
        cancel_workshop(actor, workshop=called_off, reason="weather")
    client = client_for(cast.facilitator)
    assert "Ana Dentro" in client.get(f"/attendance/slips/{token_of(kept[0].id)}").text
    for place, said in ((gone[0], "já terminou"), (lost[0], "foi cancelada")):
        address = f"/attendance/slips/{token_of(place.id)}"
        page = client.get(address, status=410)
        assert said in page.text
        assert "Ana" not in page.soup.select_one("main").get_text()  # type: ignore[union-attr]
        client_for(cast.stranger).get(address, status=404)
        client.post(address, {"session_id": str(session.id), "state": "present"}, status=404)
