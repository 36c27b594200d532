"""How a protocol stands on a day, against somebody who walks through every day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.network.protocols.models import Protocol, ProtocolState, Renewal
from app.network.protocols.term import Standing, runs_until, standing

DAY = timedelta(days=1)
FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 500).map(lambda number: FIRST + timedelta(days=number))
LENGTHS = st.integers(0, 400)


@dataclass
class Agreed:
    """What was signed: from a day, for so many days (None: no end), then renewed for so many each."""

    starts: date
    length: int | None
    renewal: Renewal
    months: int
    renewals: list[int]

    def protocol(self) -> Protocol:
        found = Protocol(
            state=ProtocolState.SIGNED.value,
            starts_on=self.starts,
            ends_on=None if self.length is None else self.starts + timedelta(days=self.length),
            renewal=self.renewal.value,
            renewal_months=self.months if self.renewal is Renewal.BY_ITSELF else None,
        )
        for each in self.noted():
            assert found.ends_on
            found.renewed_from = found.ends_on + DAY
            found.ends_on = found.ends_on + timedelta(days=each)
        return found

    def noted(self) -> list[int]:
        """Only one that says so, and has a last day, is renewed by an act."""
        return self.renewals if self.renewal is Renewal.BY_ACT and self.length is not None else []


agreements = st.builds(
    Agreed,
    starts=DAYS,
    length=st.none() | LENGTHS,
    renewal=st.sampled_from(Renewal),
    months=st.integers(1, 24),
    renewals=st.lists(st.integers(1, 300), max_size=3),
)


def month_later(first: date, months: int) -> date:
    """The same day so many months later, or the last one that month has."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    for day in range(first.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError


def periods(agreed: Agreed) -> Iterator[tuple[date, date | None]]:
    """One after the other, without end where it renews itself."""
    first, length = agreed.starts, agreed.length
    if length is None:
        yield first, None
        return
    last = first + timedelta(days=length)
    yield first, last
    for each in agreed.noted():
        first, last = last + DAY, last + timedelta(days=each)
        yield first, last
    anchor, times = last + DAY, 0
    while agreed.renewal is Renewal.BY_ITSELF:
        times += 1
        start = month_later(anchor, (times - 1) * agreed.months)
        yield start, month_later(anchor, times * agreed.months) - DAY


def walked(agreed: Agreed, until: date) -> tuple[Standing, date | None]:
    """What somebody says who has a calendar and goes through it day by day, and the last day they see."""
    coming, day = periods(agreed), agreed.starts
    if until < day:
        return Standing.SIGNED, next(coming)[1]
    _first, last = next(coming)
    while day < until:
        day += DAY
        if last and day > last:
            following = next(coming, None)
            if following is None:
                return Standing.ENDED, last
            last = following[1]
    if last is None or agreed.renewal is Renewal.BY_ITSELF:
        return Standing.IN_FORCE, last
    is_followed = next(coming, None) is not None
    if is_followed:
        return Standing.RENEWED, last
    left = 0
    while day < last:
        day, left = day + DAY, left + 1
    return (Standing.EXPIRING if left <= 90 else Standing.IN_FORCE), last


@given(agreements, DAYS, st.integers(0, 1500))
def test_it_stands_as_somebody_says_who_goes_through_the_calendar(
    agreed: Agreed, start: date, more: int
) -> None:
    today = start + timedelta(days=more)
    said, last = walked(agreed, today)
    protocol = agreed.protocol()
    assert standing(protocol, today) is said
    if said is not Standing.RENEWED and today >= agreed.starts:
        assert runs_until(protocol, today) == last


@given(agreements, DAYS)
def test_what_was_ended_or_never_signed_is_so_on_every_day(agreed: Agreed, today: date) -> None:
    protocol = agreed.protocol()
    protocol.state = ProtocolState.ENDED.value
    assert standing(protocol, today) is Standing.ENDED
    protocol.state = ProtocolState.DRAFT.value
    assert standing(protocol, today) is Standing.DRAFT
