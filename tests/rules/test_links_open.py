"""What is drawn for somebody opens for them: no link and no button of a page ends in "you may not"."""

from collections.abc import Iterator

from app.core.application import Autonomus
from tests import turns
from tests.cast import ROLES, Cast, Person
from tests.client import PageClient
from tests.crawl import fetch, walk
from tests.rules.visitors import ClientFor, Values

AT_ONCE = 1
LEAVES = frozenset({"accounts.sign_out", "accounts.switch_municipality"})


def test_what_is_drawn_opens(app: Autonomus, cast: Cast, client_for: ClientFor, here: Values) -> None:
    """From the first page on, along every kind of link; and every kind of form is sent, though empty."""
    for role in turns.some(ROLES, AT_ONCE, "roles whose links are followed"):
        assert not list(shut(app, client_for(Person(role)))), role


def test_a_shut_door_is_found(app: Autonomus, cast: Cast, client_for: ClientFor) -> None:
    assert walk(app, client_for(cast.observer), ["/staff"]).refused == [("", "/staff")]


def shut(app: Autonomus, client: PageClient) -> Iterator[str]:
    """What a person's pages draw that is refused to them."""
    found = walk(app, client, ["/"])
    assert len(found.pages) > 2
    for page, url in found.refused:
        yield f"{page} leads to {url}"
    sent = {"csrf_token": client.token()}
    posted = (each for each in found.forms.values() if each.method == "POST" and each.endpoint not in LEAVES)
    for form in posted:
        if fetch(client, "POST", form.action, data=sent).status_code == 403:
            yield f"{form.page} sends {form}"
