"""The word in an address that says how a list is sorted."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.sorting import Sort, read_sort

KEYS = ("name", "activity")
BY_NAME = Sort("name")


@given(st.sampled_from(KEYS), st.booleans())
def test_what_is_written_is_read(key: str, descending: bool) -> None:
    sort = Sort(key, descending)
    assert read_sort(str(sort), KEYS, BY_NAME) == sort


@given(st.none() | st.text(max_size=12).filter(lambda word: word.removeprefix("-") not in KEYS))
def test_what_nobody_offered_is_the_default(word: str | None) -> None:
    assert read_sort(word, KEYS, BY_NAME) == BY_NAME


def test_a_heading_sorts_and_then_turns_around() -> None:
    assert BY_NAME.direction("name") == "ascending"
    assert BY_NAME.direction("activity") == ""
    assert BY_NAME.turned("name") == "-name"
    assert BY_NAME.turned("activity", latest_first=True) == "-activity"
    assert Sort("activity", descending=True).turned("activity", latest_first=True) == "activity"
    assert Sort("activity").direction("activity") == "ascending"
