"""From the first tap to the code, tapping alone and without JavaScript."""

import pytest

from tests.integration.kiosk.visitor import Visitor

MOST_TAPS = 45


def choose_in(visitor: Visitor, place: int) -> None:
    """Three answers and one pass in one context of life."""
    visitor.go(str(visitor.page.soup.select("a.context-tile")[place]["href"]))
    for frequency in ("daily", "often", "sometimes"):
        visitor.answer("frequency", frequency)
    here = visitor.page.soup.select_one("form.answers")
    assert here is not None
    key, _, at = str(here["action"]).rpartition("/")
    visitor.go(f"{key}/{int(at) + 1}")
    visitor.go("/kiosk/contexts")


@pytest.mark.parametrize("language", ["en", "pt", "uk", "ar"])
def test_a_useful_list_takes_at_most_45_taps(visitor: Visitor, language: str) -> None:
    visitor.answer("language", language)
    assert visitor.page.soup.html is not None
    assert str(visitor.page.soup.html["lang"]).startswith(language)
    visitor.go("/kiosk/inventory")
    visitor.press("/kiosk/inventory")
    for place in range(3):
        choose_in(visitor, place)
    visitor.go("/kiosk/details")
    for _ in range(3):
        visitor.answer("level", "alone")
        visitor.answer("wish", "yes")
    visitor.go("/kiosk/words")
    visitor.go("/kiosk/review")
    assert len(visitor.page.soup.select(".review-entry")) == 9
    assert len(visitor.page.soup.select(".review-group")) >= 3
    visitor.go("/kiosk/suggestions")
    visitor.go("/kiosk/keeping")
    visitor.press("/kiosk/inventory/saving")
    code = visitor.page.soup.select_one(".code-shown")
    assert code is not None
    assert len(code.get_text().replace(" ", "")) == 9
    assert len(visitor.page.soup.select(".code-pictures li")) == 2
    assert visitor.taps <= MOST_TAPS
