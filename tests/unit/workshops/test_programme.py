"""What the programme did, without anybody who could be told apart."""

from itertools import count
from uuid import UUID

from app.core.disclosure import BASE, EXACT, Rounded
from app.workshops.reports.programme import Column, Happening, Programme, Somebody, programme, settled

PARISHES = [UUID(int=1000 + number) for number in range(3)]


def of_three(secret: int) -> Programme:
    """Three people were registered, one in each parish and month."""
    people = {number: Somebody(PARISHES[number], "pt", 1990) for number in range(3)}
    happened = [Happening("registered", key, key) for key in people]
    return programme(happened, people, 3, 2025, Rounded(b"%d" % secret))


def test_what_is_left_out_stands_nowhere_else() -> None:
    """Where three are told as none and each of them as five, their number and each of theirs is known."""
    secret = next(each for each in count() if are_narrow(of_three(each).columns["registered"]))
    told = settled(of_three(secret)).columns["registered"]
    assert (told.people, told.times) == (None, None)
    assert [*told.by["parish"].values()] == [None] * 3


def are_narrow(column: Column) -> bool:
    return column.people == 0 and [*column.by["parish"].values()] == [BASE] * 3


def test_a_line_of_nobody_is_not_there() -> None:
    for secret in range(50):
        told = settled(of_three(secret)).columns["registered"]
        assert all(0 not in lines.values() for lines in told.by.values())


def test_where_nothing_happened_a_zero_is_told() -> None:
    told = settled(programme([], {}, 12, 2025, Rounded(b"invented"))).columns["kept"]
    assert (told.times, told.people) == (0, 0)


def test_how_often_and_of_how_many() -> None:
    people = range(1, 11)
    happened = [Happening("begun", key, 0, times=2 if key == people[0] else 1) for key in people]
    happened += [Happening("kept", key, 0) for key in people[:4]]
    told = programme(happened, {}, 1, 2025, EXACT)
    assert (told.totals["begun"], told.columns["kept"].times, told.columns["kept"].people) == (11, 4, 4)
