"""A registration on a screen's code comes back as it was sealed, and nothing else is taken for one."""

import json
from typing import Any
from uuid import UUID

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from app.outreach.packs.sealing import packed as text_of
from app.outreach.reading.packed import NoCode, envelope_in, packed

RECORD, PACK = UUID("0198c0de-0000-7000-8000-000000000001"), UUID("0198c0de-0000-7000-8000-000000000002")


def envelope(sealed: bytes = b"sealed", carried: str = "k1:Zm9v") -> dict[str, Any]:
    return {
        "v": 1,
        "record": str(RECORD),
        "pack": str(PACK),
        "point": text_of(b"\x04" + bytes(64)),
        "iv": text_of(bytes(12)),
        "sealed": text_of(sealed),
        "carried": carried,
    }


@given(st.binary(min_size=1, max_size=2_000), st.text(st.characters(min_codepoint=33, max_codepoint=126)))
def test_an_envelope_comes_back_as_it_was(sealed: bytes, carried: str) -> None:
    whole = envelope(sealed, carried)
    assert envelope_in(packed(whole)) == whole
    assert envelope_in(json.dumps(whole)) == whole


def test_the_characters_are_those_of_rfc_9285() -> None:
    """Its example "ietf!" stands at the end of a code that carries nothing else that varies."""
    assert packed(envelope(b"x", "ietf!")).endswith("QED8WEX0")


def test_a_long_registration_fits_into_one_code() -> None:
    """1,800 bytes that somebody typed, beside what every envelope carries; as JSON it would not fit."""
    whole = envelope(bytes(1_800), "k1:" + "x" * 800)
    segno.make(packed(whole), error="l", micro=False)
    with pytest.raises(segno.DataOverflowError):
        segno.make(json.dumps(whole), error="l", micro=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "427180936",
        "AUTONOMUS1:",
        "AUTONOMUS1:GGW",  # more than two bytes hold
        "AUTONOMUS1:A",
        "AUTONOMUS1:ação",
        "{}",
        "[1]",
        "null",
        '"text"',
        '{"record": 1}',
        '{"record": "nothing"}',
        "[" * 10_000,
        "https://portal.example/attendance/slips/abc",
    ],
)
def test_nothing_else_is_a_registration(text: str) -> None:
    with pytest.raises(NoCode):
        envelope_in(text)


def test_a_code_that_was_cut_off_is_refused() -> None:
    whole = packed(envelope(bytes(300), ""))
    with pytest.raises(NoCode):
        envelope_in(whole[:-9])
