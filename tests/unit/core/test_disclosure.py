"""What is told of people: the same of the same people everywhere, and never their number itself."""

from random import Random
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.core.disclosure import BASE, EXACT, HOUR, NOBODY, Rounded, crowd, nameless

TELLER = Rounded(b"invented")
SOME = st.lists(st.uuids().map(int), max_size=60, unique=True)


@given(SOME, st.randoms())
def test_the_same_people_are_told_alike_in_whatever_order_and_however_often(
    people: list[int], chance: Random
) -> None:
    again = [*people, *people[:3]]
    chance.shuffle(again)
    told = TELLER.people(crowd(people))
    assert told == TELLER.people(crowd(again))
    assert told % BASE == 0
    assert abs(told - len(people)) < BASE


def test_zero_stays_zero_and_a_multiple_of_the_base_stays_what_it_is() -> None:
    assert TELLER.people(NOBODY) == TELLER.theirs(0, NOBODY) == 0
    assert {TELLER.people(crowd(uuid4().int for _ in range(15))) for _ in range(50)} == {15}


def test_nobody_is_lost_on_the_whole() -> None:
    """Each number from 1 to 9, three thousand times: the mean is kept within a twentieth."""
    for number in range(1, 10):
        told = [TELLER.people(nameless(number, uuid4(), "")) for _ in range(3000)]
        assert abs(sum(told) / len(told) - number) < 0.25
        assert len(set(told)) == (2 if number % BASE else 1)


def test_who_knows_the_ids_cannot_tell_which_way_a_number_went() -> None:
    who = crowd(uuid4().int for _ in range(2))
    assert {Rounded(b"%d" % secret).people(who) for secret in range(200)} == {0, 5}


def test_one_person_more_is_a_new_draw() -> None:
    """Or whoever reads before and after would know how many came between: here up, there down."""
    people = [uuid4().int for _ in range(400)]
    steps = {
        TELLER.people(crowd(people[: number + 1])) - TELLER.people(crowd(people[:number]))
        for number in range(399)
    }
    assert steps == {-BASE, 0, BASE}


def test_people_counted_without_names_are_the_same_until_they_are_counted_again() -> None:
    counted_at = uuid4()
    assert nameless(7, counted_at, "women") == nameless(7, counted_at, "women")
    keys = {nameless(people, counted_at, group).key for people in (6, 7) for group in ("", "women")}
    assert len(keys) == 4


@given(SOME.filter(bool), st.integers(1, 400))
def test_what_people_did_follows_how_many_are_told(people: list[int], each: int) -> None:
    """Of two numbers that were rounded apart, one would give the other away."""
    who = crowd(people)
    told, did = TELLER.people(who), TELLER.theirs(each * len(people), who)
    assert did == 0 or told > 0
    assert TELLER.theirs(len(people), who) == told
    assert told * each / 2 <= did <= told * each * 2


def test_hours_are_told_in_whole_multiples_of_what_five_did() -> None:
    who = crowd(uuid4().int for _ in range(10))
    assert TELLER.theirs(10 * 90, who, HOUR) == 20 * HOUR  # an hour and a half each, told by tens of hours
    assert TELLER.theirs(10 * 36 * HOUR, who, HOUR) == 400 * HOUR


def test_who_needs_exact_numbers_has_them() -> None:
    who = crowd(uuid4().int for _ in range(3))
    assert (EXACT.people(who), EXACT.theirs(11, who)) == (3, 11)
