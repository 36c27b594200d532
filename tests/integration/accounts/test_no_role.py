"""Somebody whose last role ended and who is still signed in reads what it means; nothing breaks."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete

from app.accounts.models import Membership
from app.core.db import db
from app.core.unit_of_work import writing
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.crawl import fetch

PATHS = ("/", "/account", "/participants", "/search?q=ana", "/desk", "/workshops", "/directory", "/staff")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_so_and_nothing_breaks(
    path: str, cast: Cast, client_for: Callable[[Person | None], PageClient]
) -> None:
    client = client_for(cast.facilitator)
    client.get("/")
    with writing():
        db.session.execute(delete(Membership).where(Membership.staff_id == cast.facilitator.id))
    assert fetch(client, "GET", path).status_code in {200, 303, 403, 404}
