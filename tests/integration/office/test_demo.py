"""The invented municipality that `./dev run` shows: whoever tries the product finds it whole."""

import pytest
from sqlalchemy import select

from app.core import jobs
from app.core.application import Autonomus
from app.core.db import db
from app.dev.demo.staff import EMAILS, PASSWORD
from app.dev.demo.twice import TWICE
from app.directory.shelves.models.publications import Publication
from app.outreach.deliveries.models import FieldRecord, RecordState
from tests.client import PageClient


@pytest.fixture
def _loaded(app: Autonomus) -> None:
    app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)


@pytest.mark.usefixtures("_loaded")
def test_everybody_of_the_demo_comes_in_and_every_publication_leads_somewhere(app: Autonomus) -> None:
    for email in EMAILS.values():
        client = PageClient(app)
        client.post("/sign-in", {"email": email, "password": PASSWORD})
        client.get("/")
    publications, anybody = [(each.id, each.link) for each in db.session.query(Publication)], PageClient(app)
    assert publications
    for each, link in publications:
        page, file = anybody.get(f"/publications/{each}"), f"/publications/{each}/file"
        assert link in page.html if link else anybody.get(file)
        assert (file in page.html) == (not link)


@pytest.mark.usefixtures("_loaded")
def test_the_demo_shows_two_records_to_decide_about(app: Autonomus) -> None:
    jobs.run_due()
    client = PageClient(app)
    client.post("/sign-in", {"email": "duarte@demo.example", "password": PASSWORD})
    page = client.get("/participants/duplicates")
    assert all(name in page.text for name in TWICE)


@pytest.mark.usefixtures("_loaded")
def test_the_demo_shows_a_session_with_what_is_left_to_do_after_it(app: Autonomus) -> None:
    jobs.run_due()
    client = PageClient(app)
    client.post("/sign-in", {"email": EMAILS["Beatriz Lameira"], "password": PASSWORD})
    waiting = select(FieldRecord).where(FieldRecord.state == RecordState.ATTENTION.value)
    records = {each.reason: f"/outreach/records/{each.id}" for each in db.session.scalars(waiting)}
    page = client.get("/outreach/attention")
    assert set(records) == {"registrar_left", "same_slip"}
    assert all(page.soup.select(f'a[href="{address}"]') for address in records.values())
    page = client.get("/outreach/calls")
    assert all(name in page.text for name in ("Palmira Grou", "Zulmira Cordas", "سمير نصّار"))
    assert "Santa Casa da Misericórdia de Amieira" in client.get("/outreach/lists").text
