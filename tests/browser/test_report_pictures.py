"""The pictures of a report: seen at a desk and on a telephone, in forced colours, with their tables."""

from collections.abc import Callable

from app.core.unit_of_work import writing
from tests.browser.conftest import DESK, TELEPHONE, Open
from tests.cast import Cast
from tests.factories.programme import YEAR, a_year

ADDRESS = f"/statistics/exact?first={YEAR}-01-01&last={YEAR}-12-31"
OUTSIDE = """() => [...document.querySelectorAll(".bars text")].filter(text => {
  const box = text.getBoundingClientRect(), frame = text.ownerSVGElement.getBoundingClientRect();
  return box.left < frame.left - 1 || box.right > frame.right + 1;
}).map(text => text.textContent)"""
OVER = """() => [...document.querySelectorAll(".bars")].flatMap(figure => {
  const boxes = [...figure.querySelectorAll("text")].map(text => text.getBoundingClientRect());
  return boxes.filter((one, at) => boxes.some((other, beside) => beside > at && one.left < other.right - 1
    && other.left < one.right - 1 && one.top < other.bottom - 2 && other.top < one.bottom - 2));
}).length"""

AT_THE_END = """() => [...document.querySelectorAll(".bars rect:not(.bars-track)")].every(bar =>
  Math.abs(bar.getBoundingClientRect().right - bar.ownerSVGElement.getBoundingClientRect().right) < 1)"""
"""Of right-to-left pages bars begin at the right edge."""


def test_bars_are_read_at_any_width_and_in_forced_colours(
    open_as: Open, cast: Cast, keep: Callable[..., None]
) -> None:
    with writing():
        a_year(cast.coordinator.actor, cast.parish, cast.other_parish)
    page = open_as(cast.coordinator)
    page.goto(ADDRESS)
    for size in (DESK, TELEPHONE):
        page.set_viewport_size(size)
        assert page.get_by_role("img", name="Por mês: Pessoas registadas").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(OVER) == 0
        keep(page, "report", size)
    page.goto("/dev/gallery/office?language=ar")
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(AT_THE_END)
    page.goto(ADDRESS)
    page.emulate_media(forced_colors="active")
    fill = "getComputedStyle(document.querySelector('.bars rect:not(.bars-track)')).fill"
    assert page.evaluate(fill) == page.evaluate("getComputedStyle(document.body).color")
