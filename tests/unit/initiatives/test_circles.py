"""Circles that are found are those of most people, by a reference that tries everything."""

import random
from collections.abc import Sequence
from itertools import combinations, pairwise, permutations
from uuid import UUID

import pytest

from app.initiatives.circles import matching
from app.initiatives.circles.matching import MOST, Found, Learner, Meeting, Question, solve
from app.initiatives.pool.people import Person

HOURS = ("mornings", "afternoons", "evenings", "saturdays")
SECONDS = 20.0


def key(number: int) -> UUID:
    return UUID(int=number)


def a_question(seed: int) -> Question:
    """Five to eight people, of five things what they teach and what they want to learn."""
    draw = random.Random(seed)  # noqa: S311  no secret
    learners = []
    for number in range(draw.randint(5, 8)):
        levels = {key(100 + each): draw.choice((1, 2, 3, 3)) for each in range(5) if draw.random() < 0.4}
        wishes = frozenset(key(100 + each) for each in range(5) if draw.random() < 0.45)
        person = Person(
            key(number + 1),
            levels,
            key(50 + draw.randint(0, 1)),
            frozenset({"pt"} if draw.random() < 0.8 else {"uk"}) | ({"en"} if draw.random() < 0.3 else set()),
            frozenset(each for each in HOURS if draw.random() < 0.6),
            draw.random() < 0.5,
        )
        learners.append(Learner(person, wishes))
    return Question(tuple(learners), Meeting(draw.randint(0, 1), draw.random() < 0.5))


def best(question: Question) -> tuple[int, int]:
    """Most people, then most circles: every circle of every order, every set of them."""
    there = question.learners
    arcs = {
        (a, b) for a in range(len(there)) for b in range(len(there)) if a != b and there[a].teaches(there[b])
    }
    groups = set()
    for length in range(2, MOST + 1):
        for group in combinations(range(len(there)), length):
            orders = ((group[0], *rest) for rest in permutations(group[1:]))
            is_circle = any(arcs.issuperset(pairwise((*order, order[0]))) for order in orders)
            if is_circle and question.meeting.suits([there[each].person for each in group]):
                groups.add(frozenset(group))
    return _best_of(sorted(groups, key=sorted), frozenset())


def _best_of(groups: Sequence[frozenset[int]], used: frozenset[int]) -> tuple[int, int]:
    most = (0, 0)
    for at, group in enumerate(groups):
        if not group & used:
            people, circles = _best_of(groups[at + 1 :], used | group)
            most = max(most, (people + len(group), circles + 1))
    return most


def check(question: Question, found: Found) -> None:
    """Each teaches the next what that one wants to learn, nobody is in two, all can meet."""
    known = {each.person.id: each for each in question.learners}
    seen: list[UUID] = []
    for circle in found.circles:
        people = [known[who] for who, _what in circle]
        seen += [each.person.id for each in people]
        assert question.meeting.suits([each.person for each in people])
        for (who, what), (other, _) in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert known[who].person.can(what, 3)
            assert what in known[other].wishes
            assert not known[other].person.can(what, 2)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("hundred", range(3), ids=["first", "second", "third"])
def test_three_hundred_small_places_have_the_circles_of_most_people(hundred: int) -> None:
    for seed in range(hundred * 100, hundred * 100 + 100):
        question = a_question(seed)
        found = solve(question, seconds=SECONDS)
        check(question, found)
        assert found.is_proven
        assert (found.people, len(found.circles)) == best(question), seed


def test_the_same_people_stand_in_the_same_circles() -> None:
    assert solve(a_question(7), seconds=SECONDS) == solve(a_question(7), seconds=SECONDS)


def test_where_there_are_too_many_circles_the_gap_is_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    questions = [a_question(seed) for seed in range(60)]
    whole = [solve(each, seconds=SECONDS).people for each in questions]
    monkeypatch.setattr(matching, "WRITTEN_OUT", 1)
    some = [solve(each, seconds=SECONDS) for each in questions]
    assert all(each.people <= most <= each.bound for each, most in zip(some, whole, strict=True))
    assert not all(each.is_proven for each in some)


def test_who_could_only_learn_what_they_can_do_stands_in_no_circle() -> None:
    one = Learner(Person(key(1), {key(9): 3, key(8): 2}, languages=frozenset({"pt"})), frozenset({key(8)}))
    other = Learner(Person(key(2), {key(8): 3}, languages=frozenset({"pt"})), frozenset({key(9)}))
    assert solve(Question((one, other)), seconds=SECONDS) == Found((), 0)
