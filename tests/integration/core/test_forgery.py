"""A form is sent by the browser that was shown it, and by no other."""

from collections.abc import Callable

import pytest

from app.core.db import db
from app.people.models import Participant
from tests.cast import Cast, Person
from tests.client import Page, PageClient

ClientFor = Callable[[Person | None], PageClient]


def tokens(page: Page) -> set[str]:
    return {str(field["value"]) for field in page.soup.select('input[name="csrf_token"]')}


def people() -> int:
    db.session.rollback()
    return db.session.query(Participant).count()


def test_all_pages_of_a_session_carry_one_token(cast: Cast, client_for: ClientFor) -> None:
    """The pages with forms and those with buttons alone; a page left open stays good."""
    desk, other = client_for(cast.facilitator), client_for(cast.facilitator)
    found = tokens(desk.get("/participants/new")) | tokens(desk.get("/")) | tokens(desk.get("/account"))
    assert len(found) == 1
    assert not found & tokens(other.get("/participants/new"))


@pytest.mark.parametrize("whose", ["nobody's", "another's", "a torn one"])
def test_without_it_nothing_is_written(cast: Cast, client_for: ClientFor, whose: str) -> None:
    desk, other = client_for(cast.facilitator), client_for(cast.coordinator)
    form, before = desk.get("/participants/new").form("/participants/new"), people()
    own = form["csrf_token"]
    sent = {"nobody's": "", "another's": tokens(other.get("/participants/new")).pop(), "a torn one": own[:-1]}
    answers = {**form, "name": "Rosa Barradas", "decision": "new"}
    desk.post("/participants/new", {**answers, "csrf_token": sent[whose]}, status=400)
    assert people() == before
    desk.post("/participants/new", answers)
    assert people() == before + 1


@pytest.mark.parametrize("said", [{}, {"Origin": "null"}, {"Referer": ""}, {"Origin": "https://localhost"}])
def test_a_browser_that_keeps_to_itself_where_it_was_may_sign_in(
    cast: Cast, client_for: ClientFor, said: dict[str, str]
) -> None:
    """Under TLS too: some browsers and filters never send a Referer."""
    visitor = client_for(None)
    form = visitor.get("https://localhost/sign-in").form("/sign-in")
    wrong = {**form, "email": "nobody@example.org", "password": "correto cavalo bateria"}
    visitor.post("https://localhost/sign-in", wrong, headers=said, status=422)


@pytest.mark.parametrize(
    "said", [{"Origin": "https://other.example"}, {"Referer": "https://other.example/a"}]
)
def test_what_another_site_sends_is_refused(cast: Cast, client_for: ClientFor, said: dict[str, str]) -> None:
    desk = client_for(cast.facilitator)
    form, before = desk.get("/participants/new").form("/participants/new"), people()
    answers = {**form, "name": "Rosa Barradas", "decision": "new"}
    desk.post("/participants/new", answers, headers=said, status=403)
    assert people() == before


def test_the_next_visit_has_another(cast: Cast, client_for: ClientFor) -> None:
    kiosk = client_for(cast.kiosk)
    kiosk.post("/kiosk/visit", {"language": "pt"})
    before = tokens(kiosk.get("/kiosk/"))
    kiosk.post("/kiosk/visit/end", {})
    assert not before & tokens(kiosk.get("/kiosk/"))
