"""A slip that is scanned is the registration it was printed for: on paper, here or on both, one person."""

from collections.abc import Callable

from app.core.db import db, new_id
from app.outreach.registrations.models import Registration
from app.outreach.slip_codes import code_of
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.one_of_each import making
from tests.factories.outreach_registrations import make_table

ClientFor = Callable[[Person | None], PageClient]


def test_a_scanner_types_the_code_of_a_slip(cast: Cast, client_for: ClientFor) -> None:
    """Into the field of the number, without a script; also where something else is to be mended first."""
    with making():
        session = make_table(cast.facilitator.actor)
    slip_id = new_id()
    client = client_for(cast.registrar)
    url = f"/outreach/sessions/{session.id}/registrations/new"
    page = client.get(url)
    assert page.form(url)["id"] != str(slip_id)
    again = client.submit(page, url, status=422, name="", slip=code_of(12, slip_id))
    assert (again.form(url)["slip"], again.form(url)["id"]) == ("12", str(slip_id))
    client.submit(again, url, name="Ana Feitosa")
    kept = db.session.query(Registration).one()
    assert (kept.id, kept.slip) == (slip_id, "12")


def test_what_is_no_slip_is_said(cast: Cast, client_for: ClientFor) -> None:
    with making():
        session = make_table(cast.facilitator.actor)
    client = client_for(cast.registrar)
    url = f"/outreach/sessions/{session.id}/registrations/new"
    for typed in ("1234567", "9" * 41, "12a", "١٢"):
        page = client.submit(client.get(url), url, status=422, name="Ana", slip=typed)
        assert page.soup.select("#slip-error")
        assert page.form(url)["slip"] == typed
