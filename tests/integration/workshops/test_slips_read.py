"""The page that reads slips at the door, by a camera or by a scanner that types them."""

from collections.abc import Callable

from app.workshops.enrolments.slips import token_of
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.attendance import make_running
from tests.factories.one_of_each import making

ClientFor = Callable[[Person | None], PageClient]


def test_slips_are_read_one_after_another(cast: Cast, client_for: ClientFor) -> None:
    """As a scanner types them: the whole address, or what stands at its end."""
    with making():
        _, places = make_running(cast.facilitator.actor, "Ana")
    token, url = token_of(places[0].id), "/attendance/slips"
    client = client_for(cast.registrar)
    for scanned in (f"https://portal.example{url}/{token}", f" {token} "):
        found = client.submit(client.get(url), url, slip=scanned)
        assert found.location == f"{url}/{token}"
        assert client.follow(found).soup.select_one(f'a[href="{url}"]')
    for wrong in ("427180936", f"{url}/{token}x", "https://portal.example/"):
        page = client.submit(client.get(url), url, slip=wrong, status=422)
        assert page.soup.select_one("#slip")["value"] == wrong  # type: ignore[index]
        assert page.soup.select(".field-error")
    stranger = client_for(cast.stranger)
    stranger.submit(stranger.get(url), url, slip=token, status=422)
