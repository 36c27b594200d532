"""What stands on printed slips and in databases opens the same enrolment after every change of the code."""

from uuid import UUID

import pytest

from app.core import links
from app.workshops.enrolments import codes
from app.workshops.enrolments.codes import enrolment_code, enrolment_code_hash
from app.workshops.enrolments.slips import token_of

ENROLMENT = UUID("0190a5c2-7b3e-7d10-8f00-000000000001")
SECRET = "a secret for tests"


def test_a_slip_that_was_printed_before_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "secret_key", lambda: SECRET)
    assert token_of(ENROLMENT) == "FOxYqmTIY7-qxWTYgArt"
    stored = "9798af2421bfba34d3253a28210f0542576852167aabd21f63dd73ea5b2e7382"
    assert links.hash_of(token_of(ENROLMENT)) == stored


def test_a_code_that_was_handed_out_before_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "secret_key", lambda: SECRET)
    code = enrolment_code(ENROLMENT)
    assert (code.digits, [key for _, key in code.pictures]) == ("140333467", ["bread", "chair"])
    assert enrolment_code_hash(ENROLMENT) == (
        "3ada27d71f2f760d0f1d549ea7493c66bd7dded6a9b7d6364b552e33961a0681"
    )
