"""Pictures of a code: by name, by key, by scanner."""

import pytest

from app.office.pictures import key_of, read, whole_code
from app.skills.codes import Picture, pictures


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
    assert read("٤٢٧١٨٠٩٣٦") == ("427180936", ())


@pytest.mark.parametrize("typed", ["", "427180936", "427180936-duck", "42718093-duck-key", "duck-key", "%00"])
def test_half_a_code_is_none(typed: str) -> None:
    assert whole_code(typed) is None
