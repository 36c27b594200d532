"""Whatever goes wrong, a person gets a page that says what is kept and what to do."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError

from app.core.application import Autonomus
from app.core.errors import NotFound, Throttled
from app.core.i18n import languages
from app.ui import error_pages
from app.ui.trouble import BY_STATUS
from tests.cast import Person
from tests.client import PageClient

Client = Callable[[Person | None], PageClient]


@pytest.mark.parametrize("status", [each for each in BY_STATUS if isinstance(each, int)] + [418, 500])
def test_every_trouble_has_its_page(client_for: Client, status: int) -> None:
    page = client_for(None).get(f"/dev/gallery/trouble/{status}", status=status)
    assert str(status) not in page.text


def test_an_unknown_address_is_a_page(client_for: Client) -> None:
    assert client_for(None).get("/no/such/page", status=404).soup.select_one("h1")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound(), 404),
        (Throttled(90), 429),
        (OperationalError("BEGIN", {}, Exception("disk full")), 503),
        (IntegrityError("INSERT", {}, Exception("twice")), 409),
    ],
)
def test_errors_become_pages(app: Autonomus, error: Exception, status: int) -> None:
    with app.test_request_context("/"):
        response = app.make_response(app.handle_user_exception(error))
    assert response.status_code == status
    assert response.headers.get("Retry-After") == ("90" if status == 429 else None)


def test_htmx_gets_one_sentence(app: Autonomus) -> None:
    with app.test_request_context("/", headers={"HX-Request": "true"}):
        response = error_pages.answer(503)
    assert response.mimetype == "text/plain"
    assert len(response.get_data(as_text=True)) < 300


def test_the_page_survives_its_own_failure(app: Flask) -> None:
    with app.test_request_context("/"), patch.object(error_pages, "render_template", side_effect=OSError):
        response = error_pages.answer(500)
    assert response.status_code == 500
    assert response.get_data(as_text=True) == error_pages.LAST_WORDS


def test_the_last_words_are_in_every_language() -> None:
    said = BeautifulSoup(error_pages.LAST_WORDS, "html.parser").select("main p")
    found = {(each["lang"], each["dir"]) for each in said if each.get_text(strip=True)}
    assert found == {(each.tag, each.direction) for each in languages().values()}


def _expired(client: PageClient, site: str) -> str:
    fields = {"name": "Ana", "password": "s3cret-words", "csrf_token": "old"}
    headers = {"Sec-Fetch-Site": site, "Host": "localhost"}
    response = client.browser.post("http://localhost/dev/gallery/fields", data=fields, headers=headers)
    assert response.status_code == 400
    return str(response.get_data(as_text=True))


def test_an_expired_form_can_be_sent_again_but_not_its_password(client_for: Client) -> None:
    text = _expired(client_for(None), "same-origin")
    assert 'value="Ana"' in text
    assert "s3cret-words" not in text


def test_a_form_of_another_site_is_not_offered_again(client_for: Client) -> None:
    assert "Ana" not in _expired(client_for(None), "cross-site")
