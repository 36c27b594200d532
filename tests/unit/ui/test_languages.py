"""The languages that people speak, as lists offer them."""

from app.core.application import Autonomus
from app.ui.languages import language_names


def test_what_is_spoken_here_comes_first_and_volapuk_last(app: Autonomus) -> None:
    with app.test_request_context():
        found = list(language_names())
    assert found[:4] == ["pt", "en", "uk", "ar"]
    assert {"fr", "hi", "ne", "kea"} <= set(found[:25])
    assert found.index("af") < found.index("zu") < found.index("vo"), "made up languages are at the end"
