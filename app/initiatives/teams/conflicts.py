"""Whether a team exists that is as wished, and if none does, the smallest set of wishes that exclude each
other.

No solver is asked: a team is people who fit what is wished of each, blocks of people who come together, and
as many others as there are. Of languages and hours each choice is tried.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from uuid import UUID

from app.initiatives.pool.people import THERE, Person
from app.initiatives.teams.problem import ANY, Problem, Wish, WishKind

TRIED = 20_000
"""So many sets are tried for a smaller one before the one that was found is given."""


def able(problem: Problem) -> list[Person]:
    """Those of the people who can do any of it and are not members already."""
    members = {each.id for each in problem.members}
    needs = {need.competence_id: need.minimum for need in problem.needs}
    return [
        each
        for each in problem.people
        if any(needs.get(what, level + 1) <= level for what, level in each.levels.items())
        and each.id not in members
    ]


def candidates(problem: Problem) -> list[Person]:
    """Those, and who is to be in it whatever they can do; nobody where nobody can do any of it."""
    can = able(problem)
    wanted = problem.wishes.must.union(*problem.wishes.together)
    if not can or not wanted:
        return can
    wanted = wanted.union(each.id for each in can) - {each.id for each in problem.members}
    return [each for each in problem.people if each.id in wanted]


def fits(problem: Problem, person: Person, wish: Wish) -> bool:
    """Whether somebody may be in it, as far as this wish is about each for themselves."""
    wishes = problem.wishes
    match wish.kind:
        case WishKind.MUST_NOT:
            return person.id not in wish.people
        case WishKind.PARISHES:
            return person.parish_id in wishes.parishes
        case WishKind.TRANSPORT:
            return person.has_transport or person.distance_to(problem.parish_id) == THERE
        case WishKind.KILOMETRES:
            far_enough = (person.distance_km or 0) >= wishes.kilometres
            return far_enough or person.distance_to(problem.parish_id) == THERE
        case WishKind.LANGUAGE:
            return wishes.language == ANY or wishes.language in person.languages
    return True


def wishes_of(problem: Problem) -> list[Wish]:
    """What is wished, one by one: of people, of everybody, of the sizes last."""
    wishes = problem.wishes
    made = [Wish(WishKind.MUST, frozenset({who})) for who in sorted(wishes.must)]
    made += [Wish(WishKind.MUST_NOT, frozenset({who})) for who in sorted(wishes.must_not)]
    made += [Wish(WishKind.TOGETHER, who) for who in wishes.together]
    made += [Wish(WishKind.APART, who) for who in wishes.apart]
    asked = {
        WishKind.PARISHES: wishes.parishes,
        WishKind.TRANSPORT: wishes.has_transport,
        WishKind.KILOMETRES: wishes.kilometres,
        WishKind.LANGUAGE: wishes.language,
        WishKind.HOURS: wishes.hours,
        WishKind.FEWEST: wishes.fewest > 1,
        WishKind.MOST: True,
    }
    return made + [Wish(kind) for kind, is_asked in asked.items() if is_asked]


def eligible(problem: Problem, candidates: Sequence[Person]) -> list[Person]:
    """The candidates who fit all that is wished of each for themselves."""
    alone = {WishKind.MUST_NOT, WishKind.PARISHES, WishKind.TRANSPORT, WishKind.KILOMETRES, WishKind.LANGUAGE}
    wishes = [wish for wish in wishes_of(problem) if wish.kind in alone]
    return [each for each in candidates if all(fits(problem, each, wish) for wish in wishes)]


def find(problem: Problem, candidates: Sequence[Person]) -> tuple[Wish, ...]:
    """The smallest set of wishes that no team meets together; () where one meets them all.

    First wishes are left out one by one as long as no team meets the others: what is left has nothing to
    spare. Then every smaller set is tried, unless there are too many.
    """
    wishes = wishes_of(problem)
    question = _Question(problem, candidates)
    if question.is_met(wishes):
        return ()
    left = list(wishes)
    for wish in wishes:
        others = [each for each in left if each is not wish]
        if not question.is_met(others):
            left = others
    return next(_smaller(question, wishes, len(left)), tuple(left))


def _smaller(question: "_Question", wishes: Sequence[Wish], size: int) -> Iterator[tuple[Wish, ...]]:
    tried = 0
    for fewer in range(size):
        for some in combinations(wishes, fewer):
            if not question.is_met(some):
                yield some
            tried += 1
            if tried == TRIED:
                return


@dataclass(frozen=True, slots=True)
class _Question:
    problem: Problem
    candidates: Sequence[Person]

    def is_met(self, wishes: Collection[Wish]) -> bool:
        """Whether a team meets these wishes, whatever it covers."""
        kinds = {wish.kind for wish in wishes}
        fit = [each for each in self.candidates if all(fits(self.problem, each, wish) for wish in wishes)]
        shared = product(self._languages(kinds), self._hours(kinds))
        return any(self._has_team(wishes, kinds, fit, *choice) for choice in shared)

    def _languages(self, kinds: Collection[WishKind]) -> list[frozenset[str]]:
        language = self.problem.wishes.language
        if WishKind.LANGUAGE not in kinds:
            return [frozenset()]
        if language != ANY:
            return [frozenset({language})]
        return [frozenset({each}) for each in shared_by(self.problem.members, self.candidates, "languages")]

    def _hours(self, kinds: Collection[WishKind]) -> list[frozenset[str]]:
        if WishKind.HOURS not in kinds:
            return [frozenset()]
        shared = shared_by(self.problem.members, self.candidates, "hours")
        return [frozenset(some) for some in combinations(shared, self.problem.wishes.hours)]

    def _has_team(
        self,
        wishes: Collection[Wish],
        kinds: Collection[WishKind],
        fit: Sequence[Person],
        languages: frozenset[str],
        hours: frozenset[str],
    ) -> bool:
        problem, members = self.problem, {each.id for each in self.problem.members}
        if any(not languages <= each.languages or not hours <= each.hours for each in problem.members):
            return False
        here = {each.id for each in fit if languages <= each.languages and hours <= each.hours}
        fewest = problem.wishes.fewest if WishKind.FEWEST in kinds else 1
        most = problem.wishes.most if WishKind.MOST in kinds else len(here) + len(members)
        blocks = joined_blocks([wish.people for wish in wishes if wish.kind is WishKind.TOGETHER])
        apart = [wish.people for wish in wishes if wish.kind is WishKind.APART]
        must = frozenset[UUID]().union(*(wish.people for wish in wishes if wish.kind is WishKind.MUST))
        named = must.union(*blocks, *apart) - members
        singles = [frozenset({who}) for who in named - frozenset[UUID]().union(*blocks)]
        start, free = members, len(here - named)
        optional = []
        for block in [*blocks, *singles]:
            if block & (must | members):
                start = start | block
            elif block <= here:
                optional.append(block)
        if not start - members <= here:
            return False
        return _grows(frozenset(start), optional, apart, free, (fewest, most))


def _grows(
    team: frozenset[UUID],
    optional: Sequence[frozenset[UUID]],
    apart: Sequence[frozenset[UUID]],
    free: int,
    sizes: tuple[int, int],
) -> bool:
    """Whether the team, some of the optional blocks and some of so many others have a size between these,
    none apart in it.
    """
    fewest, most = sizes
    if len(team) > most or any(len(team & some) > 1 for some in apart):
        return False
    if min(len(team) + free, most) >= fewest:
        return True
    return any(
        _grows(team | block, optional[place:], apart, free, sizes)
        for place, block in enumerate(optional, start=1)
    )


def joined_blocks(together: Sequence[frozenset[UUID]]) -> list[frozenset[UUID]]:
    """Groups that share somebody are one."""
    blocks: list[frozenset[UUID]] = []
    for group in together:
        touching = [block for block in blocks if block & group]
        blocks = [block for block in blocks if not block & group] + [group.union(*touching)]
    return blocks


def shared_by(members: Sequence[Person], others: Sequence[Person], what: str) -> list[str]:
    """The `languages` or `hours` that all the members have, or, where there are none, anybody has."""
    all_of: list[frozenset[str]] = [getattr(each, what) for each in members]
    known = all_of or [frozenset[str]().union(*(getattr(each, what) for each in others))]
    return sorted(frozenset.intersection(*known))
