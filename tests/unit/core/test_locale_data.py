"""Every language says what Babel knows of it, in less memory."""

import pickle

import pytest
from babel import localedata

from app.core import i18n


@pytest.fixture(autouse=True)
def _read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(localedata, "_cache", {})


def data(locale: str) -> dict[str, object]:
    return dict(localedata.load(locale))


@pytest.mark.parametrize("code", i18n.languages())
def test_a_language_says_the_same(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    locale = i18n.language(code).locale
    ours = data(locale)
    monkeypatch.setattr(localedata, "_cache", {})  # of those that it inherits from as well
    monkeypatch.setattr(localedata, "pickle", pickle)
    plain = data(locale)
    assert ours.keys() == plain.keys()
    assert ours == plain or repr(ours) == repr(plain)


def test_two_languages_hold_equal_words_once() -> None:
    first, second = (data(name)["territories"] for name in ("uk", "ar"))
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    ours, others = ({id(key) for key in names} for names in (first, second))
    assert len(ours & others) > 200
