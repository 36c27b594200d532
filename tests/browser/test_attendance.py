"""Twenty-five people noted in few keys, with JavaScript and without; by touch on a telephone; by QR code."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.workshops.attendance.queries import attendance as reads
from app.workshops.enrolments.slips import token_of
from tests.browser.conftest import TELEPHONE, Open
from tests.cast import Cast
from tests.factories.attendance import make_running, sessions_of
from tests.factories.one_of_each import making
from tests.factories.workshops import ZONE

MOST_KEYS = 60
PEOPLE = 25
Keep = Callable[[Page, str], None]


@dataclass
class Keys:
    """A keyboard that counts, on a page whose first mark has the focus.

    Chromium gives the focus to `autofocus` when it next draws, which may be after the page has loaded.
    """

    page: Page
    pressed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        expect(self.page.locator("input[type=radio][autofocus]")).to_be_focused()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed.append(key)
            self.page.keyboard.press(key)


@dataclass(frozen=True)
class Table:
    """A session's table: its id and its people's places, in the order of the rows."""

    session_id: UUID
    places: tuple[UUID, ...]

    @property
    def url(self) -> str:
        return f"/workshops/sessions/{self.session_id}/attendance"

    def noted(self) -> list[str]:
        """What is kept, row by row; nothing of the database stays locked."""
        with making():
            marks = reads.marks_in([self.session_id])
            return [
                marks[self.session_id, each].state for each in self.places if (self.session_id, each) in marks
            ]


def table_of(cast: Cast, *names: str, days: list[date] | None = None) -> Table:
    """The first session of a series with these people."""
    actor = cast.facilitator.actor
    with making():
        workshop, places = make_running(actor, *names, days=days)
        return Table(sessions_of(actor, workshop)[0].id, tuple(each.id for each in places))


@pytest.fixture
def table(cast: Cast) -> Table:
    """A session of twenty-five people that has passed."""
    return table_of(cast, *(f"Pessoa {number:02}" for number in range(PEOPLE)))


def test_twenty_five_people_by_letters(cast: Cast, open_as: Open, table: Table, keep: Keep) -> None:
    page = open_as(cast.facilitator)
    page.goto(table.url)
    keys = Keys(page)
    for number in range(PEOPLE):
        keys.press({3: "j", 7: "f", 11: "a"}.get(number, "p"))
    keys.press("Enter")
    expect(page.locator(".notice-good")).to_be_visible()
    assert len(keys.pressed) <= MOST_KEYS
    states = table.noted()
    assert (states[3], states[7], states[11]) == ("excused", "absent", "late")
    assert states.count("present") == PEOPLE - 3
    keep(page, "attendance")


def test_the_others_are_present_and_exceptions_follow(cast: Cast, open_as: Open, table: Table) -> None:
    page = open_as(cast.facilitator)
    page.goto(table.url)
    keys = Keys(page)
    page.locator("[data-rest]").click()
    expect(page.locator("input[value=present]:checked")).to_have_count(PEOPLE)
    assert not table.noted()  # nothing is sent before "save"
    keys.press("ArrowDown", "ArrowDown", "f", "ArrowUp", "ArrowUp", "a", "Enter")
    expect(page.locator(".notice-good")).to_be_visible()
    assert table.noted()[:3] == ["present", "late", "absent"]


def test_twenty_five_people_without_javascript(cast: Cast, open_as: Open, table: Table) -> None:
    page = open_as(cast.facilitator, javascript=False)
    page.goto(table.url)
    keys = Keys(page)
    for number in range(PEOPLE):
        keys.press("ArrowRight", *(["Tab"] if number < PEOPLE - 1 else []))
    keys.press("Enter")
    expect(page.locator(".notice-good")).to_be_visible()
    assert len(keys.pressed) <= MOST_KEYS
    assert table.noted() == ["present"] * PEOPLE


def test_by_touch_on_a_telephone(cast: Cast, open_as: Open, table: Table, keep: Keep) -> None:
    page = open_as(cast.registrar, viewport=TELEPHONE, touch=True)
    page.goto(table.url)
    late = f"{table.session_id.hex}-{table.places[0].hex}"
    page.locator(f"label[for='late-{late}']").tap()
    page.locator(f"input[name='late-{late}']").fill("15")
    expect(page.locator(f"select[name='reason-{late}']")).to_be_hidden()
    page.locator("[data-rest]").tap()
    page.locator(".marks-bar .button-primary").tap()
    expect(page.locator(".notice-good")).to_be_visible()
    assert table.noted() == ["late"] + ["present"] * (PEOPLE - 1)
    keep(page, "attendance")


def test_the_camera_opens_the_slip_and_one_tap_confirms(cast: Cast, open_as: Open, keep: Keep) -> None:
    table = table_of(cast, "Ana Invenção", days=[clock.today(ZONE)])
    page = open_as(cast.registrar, viewport={"width": 360, "height": 740}, touch=True)
    page.goto(f"/attendance/slips/{token_of(table.places[0])}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ana Invenção")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("button[value=present]").tap()
    expect(page.locator(".card .notice-good")).to_be_visible()
    assert table.noted() == ["present"]
    keep(page, "slip")
