"""From the first tap to the code, tapping alone and without JavaScript."""

import pytest

from tests.integration.kiosk.visitor import Visitor

MOST_TAPS = 24


@pytest.mark.parametrize("language", ["en", "pt", "uk", "ar"])
def test_a_useful_list_takes_at_most_24_taps(visitor: Visitor, language: str) -> None:
    visitor.answer("language", language)
    assert visitor.page.soup.html is not None
    assert str(visitor.page.soup.html["lang"]).startswith(language)
    visitor.go("/kiosk/inventory")
    visitor.press("/kiosk/inventory")
    visitor.choose("home-family", "work", "care")
    for frequency in ("daily", "often", "sometimes", "once") * 2:
        visitor.answer("frequency", frequency)
    visitor.go("/kiosk/details")
    for _ in range(3):
        visitor.answer("level", "alone")
        visitor.answer("wish", "yes")
    assert len(visitor.page.soup.select(".review-entry")) == 8
    assert len(visitor.page.soup.select(".review-group")) == 3
    visitor.go("/kiosk/suggestions")
    visitor.press("/kiosk/inventory/saving")
    code = visitor.page.soup.select_one(".code-shown")
    assert code is not None
    assert len(code.get_text().replace(" ", "")) == 9
    assert len(visitor.page.soup.select(".code-pictures li")) == 2
    assert visitor.taps <= MOST_TAPS
