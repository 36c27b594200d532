"""What the programme did, without anybody who could be told apart."""

from uuid import UUID

import pytest

from app.core.disclosure import EXACT, FEWEST, Shown
from app.workshops.reports.programme import Happening, programme


@pytest.mark.parametrize(
    ("kept", "told"),
    [(20, (20, 20)), (19, (None, 19)), (15, (20, 15)), (3, (None, None)), (0, (20, 0))],
)
def test_lists_begun_do_not_tell_who_kept_none(kept: int, told: tuple[Shown, Shown]) -> None:
    """Twenty begun and nineteen kept: one person left theirs."""
    begun = [Happening("begun", UUID(int=number), number % 2) for number in range(20)]
    happened = begun + [Happening("kept", each.key, each.month) for each in begun[:kept]]

    def said(fewest: int) -> tuple[Shown, Shown]:
        found = programme(happened, {}, 2, 2025, fewest)
        return found.totals["begun"], found.columns["kept"].times

    assert said(FEWEST) == told
    assert said(EXACT) == (20, kept)


def test_a_list_left_by_somebody_who_kept_another_is_theirs_too() -> None:
    people = [UUID(int=number) for number in range(10)]
    happened = [Happening("begun", key, 0, times=2 if key == people[0] else 1) for key in people]
    happened += [Happening("kept", key, 0) for key in people]
    assert programme(happened, {}, 1, 2025).totals["begun"] is None
