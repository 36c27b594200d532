"""A facilitator's winter: a series of five sessions in three places, from the plan to the report."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.screens import act, send, write_day
from tests.cast import Cast
from tests.factories.one_of_each import making
from tests.factories.workshops import make_workshop

TITLE = "Cozinha de inverno"
HALL, SCHOOL, YARD = "Salão da junta", "Escola velha", "Eira da aldeia"
PEOPLE = ("Alda Cardoso", "Belmiro Teles", "Custódia Roque", "Dinis Faria", "Ermelinda Vaz")
BUSY = date(2024, 12, 11)
"""A Wednesday on which the facilitator leads something else."""
TROUBLED = ["2024-12-11", "2024-12-25", "2025-01-01"]
FREE = ["2024-11-27", "2024-12-04", "2024-12-18", "2025-01-08", "2025-01-15"]
Keep = Callable[[Page, str], None]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_five_sessions_in_three_places(javascript: bool, open_as: Open, cast: Cast, keep: Keep) -> None:
    with making():
        make_workshop(
            cast.facilitator.actor, organisation_id=cast.town_hall, sessions=[BUSY], title="Costura"
        )
    desk = open_as(cast.facilitator, javascript=javascript)
    for place in (HALL, SCHOOL):
        add_place(desk, place)
    plan(desk, cast)
    series = desk.url.removesuffix("/sessions/new")
    repeat_weekly(desk, keep)
    assert desk.url == series
    move_to_known_place(desk, row=1)
    move_to_place_used_once(desk, row=2)
    expect(sessions(desk)).to_have_count(5)
    places = [HALL, SCHOOL, YARD, HALL, HALL]
    for row, place in zip(sessions(desk).all(), places, strict=True):
        expect(row.locator("td").nth(1)).to_have_text(place)
    keep(desk, "series-planned")

    act(desk, "opening")
    enrol(desk)
    desk.goto(series)
    act(desk, "start")
    note_everybody(desk, keep)
    desk.goto(series)
    write_summary(desk)
    desk.goto(series)
    act(desk, "end")
    issue_certificates(desk, keep)
    desk.goto(series)
    read_report(desk, keep)


def follow(desk: Page, selector: str) -> None:
    """Press the first link of the page's own part that leads there."""
    send(desk, desk.locator(f"main {selector}").first)


def sessions(desk: Page) -> Locator:
    return desk.locator('section[aria-labelledby="sessions-title"] tbody tr')


def add_place(desk: Page, name: str) -> None:
    desk.goto("/places")
    follow(desk, 'a[href="/places/new"]')
    desk.locator("#name").fill(name)
    send(desk, desk.locator('form[action="/places"] button[type="submit"]'))
    expect(desk.locator("main")).to_contain_text(name)


def plan(desk: Page, cast: Cast) -> None:
    """What it is, who leads it, for whom, with how many seats; a draft until it is opened."""
    desk.goto("/workshops")
    follow(desk, 'a[href="/workshops/new"]')
    desk.locator("#title").fill(TITLE)
    desk.locator("#kind").select_option(index=1)
    desk.locator("#organisation_id").select_option(str(cast.town_hall))
    expect(desk.locator("#leader")).to_have_value(str(cast.facilitator.id))
    desk.locator(f'input[name="others"][value="{cast.colleague.id}"]').check()
    desk.locator('input[name="groups"]').first.check()
    desk.locator("#capacity").fill("8")
    send(desk, desk.locator('form[action="/workshops"] button[type="submit"]'))
    expect(desk).to_have_url(re.compile("/sessions/new$"))


def repeat_weekly(desk: Page, keep: Keep) -> None:
    """Every Wednesday: holidays and the day that is taken are in sight before anything is kept."""
    write_day(desk, "on", date(2024, 11, 27))
    desk.locator("#starts").fill("10:30")
    desk.locator("#ends").fill("12:30")
    desk.locator("#place_id").select_option(label=HALL)
    desk.locator("#repeat").select_option("1")
    write_day(desk, "until", date(2025, 1, 15))
    form = desk.locator('form[action$="/sessions"]')
    send(desk, form.locator('button[type="submit"]').first)
    expect(form.locator(".days > li")).to_have_count(8)
    expect(form.locator(".days > li").first).to_be_in_viewport()
    flagged = form.locator(".days > li:has(.warnings)")
    assert [each.get_attribute("value") for each in flagged.locator("input").all()] == TROUBLED
    expect(flagged.first).to_contain_text("Costura")
    ticked = form.locator('input[name="take"]:checked')
    assert [each.get_attribute("value") for each in ticked.all()] == FREE
    keep(desk, "series-preview")
    send(desk, form.locator('button[name="decision"][value="keep"]'))


def move_to_known_place(desk: Page, row: int) -> None:
    send(desk, sessions(desk).nth(row).locator('a[href$="/edit"]'))
    desk.locator("#place_id").select_option(label=SCHOOL)
    send(desk, desk.locator('form[action$="/edit"] button[type="submit"]').first)


def move_to_place_used_once(desk: Page, row: int) -> None:
    """First to a day on which the facilitator is busy; it is said, and the next day is taken instead."""
    send(desk, sessions(desk).nth(row).locator('a[href$="/edit"]'))
    form = desk.locator('form[action$="/edit"]')
    desk.locator("#place_id").select_option("")
    desk.locator("#place_name").fill(YARD)
    write_day(desk, "on", BUSY)
    send(desk, form.locator('button[type="submit"]').first)
    expect(form.locator(".warnings")).to_contain_text("Costura")
    write_day(desk, "on", date(2024, 12, 12))
    send(desk, form.locator('button[type="submit"]').first)


def enrol(desk: Page) -> None:
    """Five lines of the quick table; nobody of them is known."""
    follow(desk, 'a[href$="/enrolments"]')
    follow(desk, 'a[href$="/enrolments/new"]')
    for number, name in enumerate(PEOPLE, start=1):
        desk.locator(f"#name-{number}").fill(name)
    send(desk, desk.locator('form.people-form button[type="submit"]'))
    expect(desk.locator('input[value="new"]:checked')).to_have_count(len(PEOPLE))
    send(desk, desk.locator('form[action$="/enrolments"] button[type="submit"]'))
    for name in PEOPLE:
        expect(desk.get_by_role("link", name=name).first).to_be_visible()


def note_everybody(desk: Page, keep: Keep) -> None:
    """All sessions in one table, long after; the last person missed the two in the middle."""
    follow(desk, 'a[href$="/attendance"]:not([href*="/sessions/"])')
    rows = desk.locator(".grid-table tbody tr")
    expect(rows).to_have_count(len(PEOPLE))
    for row in rows.all():
        misses = (1, 2) if PEOPLE[-1] in row.locator("th").inner_text() else ()
        for column, cell in enumerate(row.locator("select").all()):
            cell.select_option("absent" if column in misses else "present")
    send(desk, desk.locator('form[action$="/attendance"] button[type="submit"]'))
    expect(desk.locator(".notice-good").first).to_contain_text("25")
    keep(desk, "series-attendance")


def write_summary(desk: Page) -> None:
    send(desk, sessions(desk).first.locator('a[href$="/attendance"]'))
    follow(desk, 'a[href$="/record"]')
    desk.locator("#summary").fill("Sopas de inverno, e o que se faz com o pão de ontem.")
    send(desk, desk.locator('form[action$="/summary"] button[type="submit"]'))
    expect(desk.locator("#summary")).to_have_value(re.compile("pão de ontem"))


def issue_certificates(desk: Page, keep: Keep) -> None:
    """Four of the five reach the hours; their papers are one PDF."""
    follow(desk, 'a[href$="/completion"]')
    act(desk, "completion")
    expect(desk.locator('a[href^="/certificates/"]')).to_have_count(len(PEOPLE) - 1)
    keep(desk, "series-certificates")
    paper = desk.request.get(desk.locator('a[href$="/certificates.pdf"]').get_attribute("href") or "")
    assert paper.body().startswith(b"%PDF")


def read_report(desk: Page, keep: Keep) -> None:
    """Sessions held and cancelled, hours held, people, families, hours attended (46, told like the people,
    in round numbers); and the same as files.
    """
    follow(desk, 'a[href$="/report"]')
    numbers = desk.locator(".report-tables table").first.locator("td.table-number")
    expect(numbers).to_have_text(["5", "0", "10 h", "5", "5", "50 h"])
    keep(desk, "series-report")
    for ending, start in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        with desk.expect_download() as coming:
            desk.locator(f'a[href$="format={ending}"]').click()
        assert coming.value.suggested_filename.endswith(f".{ending}")
        assert coming.value.path().read_bytes().startswith(start)
