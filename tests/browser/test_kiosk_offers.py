"""The kiosk's other half as people do it: away with an answer, or with a place that ends in a certificate."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.secret import secret_key
from app.workshops.attendance.queries.attendance import list_attenders
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.slips import token_of
from app.workshops.papers import codes as paper_codes
from app.workshops.papers.models import Certificate
from app.workshops.papers.operations.papers import complete_series
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.series import start_workshop
from app.workshops.planning.operations.sessions import hold_session
from app.workshops.planning.queries.series import list_sessions
from tests.browser.conftest import PORTRAIT, TELEPHONE, Open
from tests.browser.samples import in_pairs
from tests.browser.screens import KioskScreen, send
from tests.cast import Cast
from tests.factories import workshops
from tests.factories.directory import a_place, a_service, publish
from tests.factories.enrolments import make_enrolment
from tests.factories.one_of_each import clerk, making
from tests.factories.workshops import ZONE

MOST_TAPS = 6
Keep = Callable[[Page, str], None]
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
LANGUAGES = ["pt", "ar"]


@pytest.fixture
def writer(cast: Cast) -> Actor:
    """Somebody of the office."""
    return clerk(cast.here, cast.coordinator.id)


@pytest.mark.parametrize(("language", "javascript"), in_pairs(LANGUAGES, "a service"))
def test_without_any_list_to_a_service_and_away_with_its_qr(
    language: str, javascript: bool, open_as: Open, cast: Cast, writer: Actor, keep: Keep
) -> None:
    with making():
        place = a_place(writer, cast.town_hall, directions="Ao lado da farmácia.")
        public_id = publish(writer, a_service(writer, place)).id
    kiosk = KioskScreen(open_as(cast.kiosk, javascript=javascript, viewport=PORTRAIT, touch=True))
    kiosk.choose_language(language)
    kiosk.tap('main a[href="/kiosk/needs"]')
    kiosk.tap('main a[href="/kiosk/needs/documents"]')
    kiosk.tap("a.answer")
    expect(kiosk.page.locator("main")).to_contain_text("Ao lado da farmácia.")
    expect(kiosk.page.locator(".carry .qr svg")).to_be_visible()
    keep(kiosk.page, f"journey-service-{language}")
    kiosk.tap('.carry a[href$="/slip"]')
    expect(kiosk.page.locator(".paper-on-screen .qr svg")).to_be_visible()

    telephone = open_as(None, javascript=javascript, viewport=TELEPHONE)
    telephone.goto(f"/s/service/{public_id}?language={language}")
    expect(telephone.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))
    expect(telephone.locator('a[href^="tel:"]').first).to_be_visible()
    keep(telephone, f"journey-carried-{language}")


@pytest.mark.parametrize(("language", "javascript"), in_pairs(LANGUAGES, "a place"))
def test_from_the_waiting_line_to_a_certificate_that_verifies(
    language: str, javascript: bool, open_as: Open, cast: Cast, writer: Actor, keep: Keep
) -> None:
    workshop_id, first = full_series(writer, cast)
    kiosk = KioskScreen(open_as(cast.kiosk, javascript=javascript, viewport=PORTRAIT, touch=True))
    kiosk.choose_language(language)
    sign_up(kiosk, workshop_id)
    expect(kiosk.page.locator("h1")).to_contain_text("1")
    keep(kiosk.page, f"journey-waiting-{language}")
    code = kiosk.read_code()
    kiosk.leave()

    with making():
        cancel(writer, enrolment=db.session.get_one(Enrolment, first), reason="health")
    kiosk.choose_language(language)
    kiosk.tap('main a[href="/kiosk/workshops"]')
    kiosk.tap('main a[href="/kiosk/places"]')
    kiosk.enter(code)
    kiosk.tap('form[action$="/acceptance"] button')
    expect(kiosk.page.locator(".code-shown")).to_be_visible()
    keep(kiosk.page, f"journey-place-{language}")

    enrolment_id = UUID(kiosk.page.url.rpartition("/")[2])
    attend(open_as(cast.facilitator, javascript=javascript, viewport=TELEPHONE), enrolment_id)
    anybody = open_as(None, javascript=javascript, viewport=TELEPHONE)
    anybody.goto(f"/verify?code={certificate_code(writer, workshop_id)}")
    expect(anybody.locator(".notice-good")).to_be_visible()
    expect(anybody.locator("main")).to_contain_text("R. I.")


@SCRIPT
def test_with_the_list_of_the_visit_it_takes_no_typing(
    javascript: bool, open_as: Open, cast: Cast, writer: Actor
) -> None:
    with making():
        workshop_id = workshops.make_workshop(writer, organisation_id=cast.town_hall).id
    kiosk = KioskScreen(open_as(cast.kiosk, javascript=javascript, viewport=PORTRAIT, touch=True))
    kiosk.choose_language("pt")
    kiosk.begin_list()
    kiosk.answer_one()
    kiosk.page.goto("/kiosk/")
    kiosk.taps = 0
    kiosk.tap('main a[href="/kiosk/workshops"]')
    kiosk.tap(f'main a[href="/kiosk/workshops/{workshop_id}"]')
    kiosk.tap('main a[href$="/enrolment/list"]')
    tick(kiosk, "needs_transport")
    tick(kiosk, "needs_childcare")
    kiosk.tap(".sign-up > button")
    assert kiosk.taps <= MOST_TAPS
    expect(kiosk.page.locator(".code-shown")).to_be_visible()


def full_series(writer: Actor, cast: Cast) -> tuple[UUID, UUID]:
    """A series of today and tomorrow with one seat, and whose seat it is."""
    with making():
        today: date = clock.today(ZONE)
        series = workshops.make_workshop(
            writer,
            capacity=1,
            organisation_id=cast.town_hall,
            sessions=[today, today + timedelta(days=1)],
            certificate_share=50,
            title="Hoje mesmo",
        )
        return series.id, make_enrolment(writer, series).id


def sign_up(kiosk: KioskScreen, workshop_id: UUID) -> None:
    """From the home to the place; keys are not counted, every other tap is."""
    kiosk.taps = 0
    kiosk.tap('main a[href="/kiosk/workshops"]')
    kiosk.tap(f'main a[href="/kiosk/workshops/{workshop_id}"]')
    kiosk.tap('main a[href$="/enrolment/name"]')
    kiosk.page.locator("#name").fill("Rosa Invenção")
    tick(kiosk, "needs_transport")
    tick(kiosk, "needs_childcare")
    kiosk.tap(".sign-up > button")
    assert kiosk.taps <= MOST_TAPS, f"{kiosk.taps} taps"


def tick(kiosk: KioskScreen, field: str) -> None:
    kiosk.taps += 1
    kiosk.page.locator(f'label[for="{field}"]').tap()
    expect(kiosk.page.locator(f"#{field}")).to_be_checked()


def attend(telephone: Page, enrolment_id: UUID) -> None:
    """A colleague points the telephone at the slip and confirms."""
    telephone.goto(f"/attendance/slips/{token_of(enrolment_id)}")
    send(telephone, telephone.locator('button[name="state"][value="present"]'))
    expect(telephone.locator(".notice-good").first).to_be_visible()


def certificate_code(writer: Actor, workshop_id: UUID) -> str:
    """What stands on the certificate, once the series is over and a person completed it."""
    with clock.frozen_at(clock.now() + timedelta(days=2)), making():
        series = db.session.get_one(Workshop, workshop_id)
        start_workshop(writer, workshop=series)
        for session in list_sessions(writer, series):
            hold_session(writer, session=session)
        sessions = list(list_sessions(writer, series))
        people = list_attenders(writer, series)
        assert complete_series(writer, workshop=series, sessions=sessions, people=people) == 1
    with making():
        certificate = db.session.query(Certificate).one()
        return paper_codes.grouped(paper_codes.code_of(certificate.id, secret=secret_key()))
