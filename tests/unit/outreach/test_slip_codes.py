"""The code of a numbered slip gives its number and its id back, and nothing else is taken for one."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.outreach.slip_codes import ScannedSlip, code_of, read

SLIP = UUID("0198c0de-0000-7000-8000-000000000001")


@given(st.integers(1, 999_999), st.uuids())
def test_a_slip_is_read_as_it_was_printed(number: int, slip_id: UUID) -> None:
    code = code_of(number, slip_id)
    assert code.isdecimal()
    assert read(f" {code}\n") == ScannedSlip(number, slip_id)


@pytest.mark.parametrize(
    "typed", ["", "12", "427180936", str(SLIP), "9" * 40, "1" + "9" * 39, code_of(1, SLIP) + "x", "١" * 40]
)
def test_nothing_else_is_a_slip(typed: str) -> None:
    assert read(typed) is None
