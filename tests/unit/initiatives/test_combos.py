"""What one person's competences add up to."""

from random import Random

from app.initiatives.teams.combos import Combination, Opening, Want, combinations_of, openings_of
from app.initiatives.teams.problem import Need
from tests.unit.initiatives.small_problems import an_id, some

DIGS, PRUNES, SELLS, WELDS = (an_id(Random(number)) for number in range(4))  # noqa: S311  the same every time
GARDEN, MARKET, FENCE, SHOP = (an_id(Random(number)) for number in range(4, 8))  # noqa: S311


def test_what_is_wanted_together_is_one_combination() -> None:
    wants = [
        Want(GARDEN, (Need(DIGS), Need(PRUNES))),
        Want(MARKET, (Need(DIGS), Need(PRUNES), Need(SELLS))),
        Want(SHOP, (Need(SELLS),)),
    ]
    (found,) = combinations_of({DIGS: 2, PRUNES: 1}, wants)
    assert found == Combination(tuple(sorted((DIGS, PRUNES))), (GARDEN,), {MARKET: SELLS})


def test_a_level_that_is_too_low_is_what_is_lacking() -> None:
    wants = [Want(GARDEN, (Need(DIGS), Need(PRUNES), Need(WELDS, minimum=3)))]
    (found,) = combinations_of({DIGS: 0, PRUNES: 1, WELDS: 2}, wants)
    assert found.nearly == {GARDEN: WELDS}


def test_the_one_thing_that_opens_most_comes_first() -> None:
    wants = [
        Want(GARDEN, (Need(DIGS), Need(PRUNES))),
        Want(MARKET, (Need(DIGS), Need(SELLS))),
        Want(FENCE, (Need(DIGS), Need(SELLS))),
        Want(SHOP, (Need(WELDS),)),
    ]
    assert openings_of({DIGS: 2}, wants) == [
        Opening(SELLS, tuple(sorted((MARKET, FENCE)))),
        Opening(PRUNES, (GARDEN,)),
    ]


def test_learning_it_makes_each_of_them_whole() -> None:
    for seed in range(100):
        random = Random(seed)  # noqa: S311  the same every time
        competences = [an_id(random) for _ in range(6)]
        levels = {each: random.randint(0, 3) for each in some(random, competences, 0.5)}
        wants = [
            Want(
                an_id(random), tuple(Need(each, minimum=2) for each in sorted(some(random, competences, 0.4)))
            )
            for _ in range(12)
        ]
        before = {each for found in combinations_of(levels, wants) for each in found.whole}
        for opening in openings_of(levels, wants):
            after = combinations_of({**levels, opening.competence_id: 3}, wants)
            opened = {each for found in after for each in found.whole} - before
            assert {*opening.wants} == opened, seed
