"""Hours attended out of hours held: never more than there were, and nothing reached by rounding."""

from hypothesis import given
from hypothesis import strategies as st

from app.workshops.attendance.hours import Hours, hours_of, minutes_attended
from app.workshops.attendance.models import AttendanceState

STATES = st.sampled_from([each.value for each in AttendanceState])
SESSIONS = st.lists(st.tuples(STATES, st.integers(-50, 900), st.integers(1, 600)), max_size=30)


@given(SESSIONS)
def test_nobody_attends_more_than_was_held(sessions: list[tuple[str, int, int]]) -> None:
    hours = hours_of(sessions)
    assert 0 <= hours.attended <= hours.held == sum(length for _state, _noted, length in sessions)
    assert 0 <= hours.share <= 100


@given(SESSIONS, st.integers(0, 29))
def test_being_there_all_the_time_never_lowers_the_hours(
    sessions: list[tuple[str, int, int]], at: int
) -> None:
    if at < len(sessions):
        better = [*sessions]
        better[at] = ("present", 0, sessions[at][2])
        assert hours_of(better).attended >= hours_of(sessions).attended


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 100))
def test_a_mark_is_reached_exactly_or_not_at_all(attended: int, held: int, share: int) -> None:
    assert Hours(min(attended, held), held).reaches(share) == (100 * min(attended, held) >= share * held)


def test_nothing_held_reaches_nothing() -> None:
    assert not Hours(0, 0).reaches(0)


def test_only_the_late_are_counted_by_minutes() -> None:
    assert minutes_attended("present", 5, 120) == 120
    assert minutes_attended("late", 100, 120) == 100
    assert minutes_attended("late", 500, 120) == 120
    assert minutes_attended("excused", 100, 120) == minutes_attended("absent", 9, 120) == 0
    assert minutes_attended("expected", 100, 120) == 0
