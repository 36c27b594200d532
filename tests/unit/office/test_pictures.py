"""Pictures of a code: by name, by key, by scanner."""

from datetime import date

import pytest

from app.office.pictures import key_of
from app.skills.codes import ClaimCode, Picture, pictures, read, whole_code


@pytest.mark.parametrize("picture", pictures(), ids=lambda each: each.key)
def test_every_name_in_every_language_means_its_picture(picture: Picture) -> None:
    names = picture.names.values()
    key = picture.key
    assert {key_of(name.upper()) for name in names} == {key}
    assert key_of(key) == key


def test_other_words_mean_none() -> None:
    assert key_of("") is None
    assert key_of("elefante voador") is None


def test_a_scanned_code_is_read_whole() -> None:
    assert whole_code("427180936-duck-key") == ("427180936", ("duck", "key"))
    assert whole_code("427 180 936 duck key") == ("427180936", ("duck", "key"))
    assert whole_code("4271809360001") == ("427180936", ("duck", "key"))
    assert read("٤٢٧١٨٠٩٣٦") == ("427180936", ())


@pytest.mark.parametrize(
    "typed", ["", "427180936", "427180936-duck", "42718093-duck-key", "duck-key", "%00", "4271809360040"]
)
def test_half_a_code_is_none(typed: str) -> None:
    assert whole_code(typed) is None


@pytest.mark.parametrize("parted", ["-", "'", "/", "?", "_", ")", " "])
@pytest.mark.parametrize("pair", [("star", "drum"), ("key", "butterfly")])
def test_a_scanner_of_another_keyboard_reads_an_older_sheet(parted: str, pair: tuple[str, str]) -> None:
    """The key of the hyphen is the apostrophe on a Portuguese keyboard, and something else on others."""
    typed = parted.join(("328031579", *pair))
    assert whole_code(typed) == whole_code(typed.upper()) == ("328031579", pair)


@pytest.mark.parametrize("number", range(40))
def test_the_numbers_of_a_scanned_code_are_its_pictures(number: int) -> None:
    first, second = pictures()[number], pictures()[39 - number]
    shown = (first.code_point, first.key), (second.code_point, second.key)
    scanned = ClaimCode("328031579", shown, date(2027, 1, 1)).scanned
    assert scanned.isdigit()
    assert whole_code(scanned) == ("328031579", (first.key, second.key))
