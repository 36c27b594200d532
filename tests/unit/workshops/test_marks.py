"""The words of attendance: every state has a key of its own in each language of the office."""

import pytest

from app.workshops.attendance import marks
from app.workshops.attendance.models import AttendanceState


@pytest.mark.parametrize("language", ["pt", "en"])
def test_every_state_has_its_own_letter(language: str) -> None:
    letters = [each.letter(language) for each in marks.states().values()]
    assert len(set(letters)) == len(letters) == len(AttendanceState)
    assert all(len(letter) == 1 for letter in letters)


def test_states_are_those_of_the_model() -> None:
    assert list(marks.states()) == [each.value for each in AttendanceState]


@pytest.mark.parametrize("language", ["pt", "en", "uk", "ar"])
def test_all_words_are_there_in_every_language(language: str) -> None:
    assert all(language in each.names for each in marks.states().values())
    assert str(marks.states().name("late", "fr")) == "Atraso"
