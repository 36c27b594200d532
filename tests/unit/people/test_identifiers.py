"""A number that was mistyped is refused for what is wrong; a right one is read however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.people.identifiers.numbers import (
    NISS_WEIGHTS,
    NotDigits,
    NotOfAPerson,
    WrongCheckDigit,
    WrongLength,
    grouped,
    read,
)


@pytest.mark.parametrize(
    "typed",
    [
        "123456789",
        "123 456 789",
        " 123.456.789 ",
        "PT123456789",
        "123-456-789",
        "١٢٣٤٥٦٧٨٩",
        "123\u00a0456\u202f789",
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str) -> None:
    assert read("nif", typed) == "123456789"


@pytest.mark.parametrize(
    ("kind", "typed", "wrong"),
    [
        ("nif", "12345678", WrongLength),
        ("nif", "1234567890", WrongLength),
        ("nif", "123456788", WrongCheckDigit),
        ("nif", "213456789", WrongCheckDigit),
        ("nif", "501964843", NotOfAPerson),
        ("nif", "12345678a", NotDigits),
        ("nif", "²23456789", NotDigits),
        ("niss", "12345678902", None),
        ("niss", "12345678903", WrongCheckDigit),
        ("niss", "32345678902", NotOfAPerson),
        ("niss", "1234567890", WrongLength),
        ("iefp", "1234567", None),
        ("iefp", "1234", WrongLength),
        ("iefp", "12345678901", WrongLength),
    ],
)
def test_each_mistake_is_told_apart(kind: str, typed: str, wrong: type[ValueError] | None) -> None:
    if wrong is None:
        assert read(kind, typed) == typed
        return
    with pytest.raises(wrong):
        read(kind, typed)


def nif(begin: str) -> str:
    """The rule once more, as it is published: weights 9 to 2, 11 less the rest, 10 and 11 are 0."""
    left = 11 - sum(int(digit) * (9 - at) for at, digit in enumerate(begin)) % 11
    return begin + str(left if left < 10 else 0)


@given(st.from_regex(r"[123][0-9]{7}|45[0-9]{6}", fullmatch=True))
def test_of_ten_last_digits_one_is_right(begin: str) -> None:
    assert read("nif", nif(begin)) == nif(begin)
    right = 0
    for last in "0123456789":
        try:
            right += bool(read("nif", begin + last))
        except WrongCheckDigit:
            continue
    assert right == 1


@given(st.from_regex(r"[123][0-9]{7}", fullmatch=True), st.integers(0, 7), st.integers(1, 9))
def test_a_wrong_digit_of_a_nif_is_noticed_but_where_two_rests_share_a_check_digit(
    begin: str, at: int, more: int
) -> None:
    digits = nif(begin)
    mistyped = digits[:at] + str((int(digits[at]) + more) % 10) + digits[at + 1 :]
    if at == 0 and mistyped[0] not in "123":
        return
    try:
        read("nif", mistyped)
    except WrongCheckDigit:
        return
    assert digits[-1] == "0"


@given(st.from_regex(r"[12][0-9]{9}", fullmatch=True))
def test_every_niss_has_one_check_digit(begin: str) -> None:
    last = 9 - sum(int(d) * w for d, w in zip(begin, NISS_WEIGHTS, strict=True)) % 10
    assert read("niss", begin + str(last)).startswith(begin)


def test_numbers_are_read_in_threes() -> None:
    assert grouped("123456789") == "123 456 789"
