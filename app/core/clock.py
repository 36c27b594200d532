"""The time. Instants are UTC; a day is a day somewhere, so `today` asks for the zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

MAINLAND = "Europe/Lisbon"
"""The zone where nothing says another."""
_frozen: datetime | None = None


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen or datetime.now(UTC)


def today(zone: str) -> date:
    """The present day in an IANA zone such as "Europe/Lisbon" or "Atlantic/Azores"."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def frozen_at(instant: datetime) -> Iterator[None]:
    """Stop the clock of this process at an aware instant (tests and demonstrations)."""
    global _frozen  # noqa: PLW0603  one clock a process, like the machine's
    before, _frozen = _frozen, instant
    try:
        yield
    finally:
        _frozen = before
