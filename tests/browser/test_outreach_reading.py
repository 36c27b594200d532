"""Registrations that were read off a screen, when the portal does not take them."""

import pytest
from playwright.sync_api import expect

from app.core.db import db
from app.outreach.deliveries.models import FieldRecord
from app.outreach.reading.packed import packed
from tests.browser.conftest import Open
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.outreach_reading import sealed_records

READ = """(detail) => {
  const form = document.querySelector("[data-reading]");
  form.dispatchEvent(new CustomEvent("camera:read", { detail, cancelable: true }));
}"""


@pytest.mark.parametrize(("status", "said"), [(409, "waiting"), (200, "waiting"), (401, "signed-out")])
def test_what_the_portal_did_not_take_stays_in_the_field(
    open_as: Open, cast: Cast, status: int, said: str
) -> None:
    """Whatever stands between may answer anything; only the portal's own words take it out."""
    (code,) = (packed(each) for each in sealed_records(cast.registrar, 1))
    page, records = open_as(cast.registrar), "**/outreach/records/*"
    page.route(records, lambda route: route.fulfill(status=status, body="<h1>Conflito</h1>"))
    page.goto("/outreach/reading")
    page.evaluate(READ, code)
    expect(page.locator(f"[data-say='{said}']")).to_be_visible()
    expect(page.locator("#codes")).to_have_value(code)
    page.unroute(records)
    page.evaluate("() => { document.dispatchEvent(new Event('visibilitychange')); }")
    expect(page.locator("#codes")).to_have_value("", timeout=15_000)
    with making():
        assert db.session.query(FieldRecord).count() == 1
