"""Links for somebody without an account say only what they were made for, and end."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.core import clock, links
from app.core.links import Closed, Link, derived, mark_of, new_token, read_signed, signed

THING, MAKER = UUID(int=5), UUID(int=6)
SOON = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "secret_key", lambda: "a secret")


def test_a_signed_link_says_what_it_was_made_for() -> None:
    mark = mark_of("password-link", THING, "old hash")
    token = signed("password-link", THING, made_by=MAKER, expires_at=SOON, mark=mark)
    found = read_signed("password-link", token)
    assert found is not None
    assert (found.thing_id, found.made_by, found.expires_at, found.mark) == (THING, MAKER, SOON, mark)
    assert mark != mark_of("password-link", THING, "new hash"), "using it closes it"


def test_no_link_opens_what_another_was_made_for() -> None:
    token = signed("password-link", THING, made_by=MAKER, expires_at=SOON, mark=bytes(16))
    assert read_signed("newsletter", token) is None
    assert derived("feed", THING) != derived("slip", THING)


@pytest.mark.parametrize("at", [0, 20, 36, 50, 80])
def test_a_link_that_somebody_changed_opens_nothing(at: int) -> None:
    token = signed("x", THING, made_by=MAKER, expires_at=SOON, mark=bytes(16))
    data = bytearray(base64.urlsafe_b64decode(token))
    data[at] ^= 1
    assert read_signed("x", base64.urlsafe_b64encode(bytes(data)).decode()) is None
    assert read_signed("x", "💥") is None


def test_addresses_that_were_given_out_before_still_lead_there() -> None:
    keyed = hmac.new(b"a secret", b"feed:" + THING.bytes, hashlib.sha256)
    assert derived("feed", THING).hex() == keyed.hexdigest()


def test_random_tokens_are_never_the_same() -> None:
    assert len({new_token() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("used", "withdrawn", "left", "closed"),
    [
        (None, None, 1, None),
        (SOON, SOON, 1, Closed.USED),
        (None, SOON, 1, Closed.WITHDRAWN),
        (None, None, 0, Closed.EXPIRED),
    ],
)
def test_why_a_link_is_closed(
    used: datetime | None, withdrawn: datetime | None, left: int, closed: Closed | None
) -> None:
    class Invitation(Link):
        used_at, withdrawn_at, expires_at = used, withdrawn, SOON + timedelta(seconds=left)

    with clock.frozen_at(SOON):
        assert Invitation().closed is closed
