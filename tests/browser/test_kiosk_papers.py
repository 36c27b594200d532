"""What comes out of the printer: the pages of the beautiful sheet, and strips in one piece."""

import re

from playwright.sync_api import Page, expect

from app.core.db import db
from app.network.models import Municipality
from app.workshops.enrolments.models import Enrolment
from tests.browser.conftest import LANDSCAPE, Open
from tests.cast import Cast
from tests.factories import workshops
from tests.factories.one_of_each import clerk, making
from tests.factories.visits import begin_visit

WIDTHS = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")


def test_what_is_printed_of_a_list_are_the_pages_of_its_sheet(open_as: Open, cast: Cast) -> None:
    begin_visit(cast.kiosk.id, language="ar", saved=True)
    page = open_as(cast.kiosk, viewport=LANDSCAPE, touch=True)
    page.goto("/kiosk/code/sheet")
    shown = page.locator("img.paper-page")
    expect(shown.first).to_be_visible()
    assert [round(height / width, 1) for width, height in printed(page)] == [1.4] * shown.count()
    expect(page.locator("[data-print]")).to_be_visible()


def test_the_slip_of_a_series_with_eight_dates_is_one_strip(open_as: Open, cast: Cast) -> None:
    writer = clerk(cast.here, cast.coordinator.id)
    with making():
        here = db.session.get_one(Municipality, cast.here)
        here.desk_hours, here.desk_phone = "Mo-Fr 09:00-12:30,14:00-17:30; PH off", "+351200000000"
        here.desk_address = "Praça da República, 1, Vale de Amieira"
        workshops.make_workshop(writer, organisation_id=cast.town_hall, sessions=8)
    begin_visit(cast.kiosk.id, language="ar", saved=True, placed=True)
    enrolment = db.session.query(Enrolment.id).scalar()
    db.session.rollback()
    page = open_as(cast.kiosk, viewport=LANDSCAPE, touch=True)
    page.goto(f"/kiosk/places/{enrolment}/slip")
    expect(page.locator(".slip-times li")).to_have_count(8)
    assert len(printed(page)) == 1
    expect(page.locator(".slip")).to_contain_text(here.desk_address)
    page.goto("/kiosk/code/slip")
    assert len(printed(page)) == 1


def printed(page: Page) -> list[tuple[float, float]]:
    """Width and height of the pages that the printer gets."""
    return [(float(x), float(y)) for x, y in WIDTHS.findall(page.pdf(prefer_css_page_size=True))]
