"""How a device becomes a terminal: codes, keys and tickets, each good for one thing, once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.tokens import hash_of
from app.core.db import db
from app.core.unit_of_work import writing
from app.kiosk.models import Terminal
from tests.cast import Cast, Person
from tests.client import Page, PageClient
from tests.integration.kiosk.conftest import HandClock, rows

Clients = Callable[[Person | None], PageClient]
CODE = "042618993"


@pytest.fixture
def waiting(cast: Cast, time: HandClock) -> HandClock:
    """The cast's terminal waits for its one-time code."""
    with writing():
        values = {"enrolment_hash": hash_of(CODE), "enrolment_until": time.now + timedelta(minutes=30)}
        db.session.execute(update(Terminal).values(**values))
    return time


def send(client: PageClient, url: str, content: object, status: int) -> dict[str, str]:
    answer: Page = client.post(url, status=status, data=None, json=content) if False else _json(client, url, content, status)
    return dict(answer.response.get_json() or {}) if answer.response.is_json else {}


def _json(client: PageClient, url: str, content: object, status: int) -> Page:
    response = client.browser.post(f"http://localhost{url}", json=content, headers=client.headers)
    assert response.status_code == status, response.text[:500]
    return Page(response, None)  # type: ignore[arg-type]
