"""The slow way to the best team: every set of people, judged by what the words of `Wishes` say."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from app.initiatives.pool.people import Person
from app.initiatives.teams.coverage import cover_with
from app.initiatives.teams.problem import ANY, Problem, Team


def best(problem: Problem) -> list[Team]:
    """The teams that `solve` has to find, by their scores."""
    found: list[Team] = []
    every = sorted((cover_with(problem, some) for some in teams(problem)), key=lambda team: team.score.rank)
    for team in every:
        if len(found) < problem.teams and all(
            len({*team.people} - {*better.people}) >= problem.differ for better in found
        ):
            found.append(team)
    return found


def teams(problem: Problem) -> Iterator[Sequence[Person]]:
    """Every set of newcomers that is as wished; none where nobody can do any of it."""
    wishes, members = problem.wishes, problem.members
    inside = {each.id for each in members}
    outside = [each for each in problem.people if each.id not in inside]
    able = {
        each.id
        for each in outside
        if any(each.can(need.competence_id, need.minimum) for need in problem.needs)
    }
    wanted = able.union(wishes.must, *wishes.together) if able else able
    others = [each for each in outside if each.id in wanted]
    if not able:
        return
    for size in range(0 if members else 1, wishes.most - len(members) + 1):
        for some in combinations(others, size):
            if size + len(members) >= wishes.fewest and is_as_wished(problem, some):
                yield some


def is_as_wished(problem: Problem, newcomers: Sequence[Person]) -> bool:
    wishes, everybody = problem.wishes, [*problem.members, *newcomers]
    ids = {each.id for each in everybody}
    for person in newcomers:
        elsewhere = problem.parish_id is not None and person.parish_id != problem.parish_id
        if person.id in wishes.must_not or (wishes.parishes and person.parish_id not in wishes.parishes):
            return False
        if elsewhere and wishes.has_transport and not person.has_transport:
            return False
        if elsewhere and (person.distance_km or 0) < wishes.kilometres:
            return False
        if wishes.language not in ("", ANY) and wishes.language not in person.languages:
            return False
    return (
        wishes.must <= ids
        and all(group <= ids or not group & ids for group in wishes.together)
        and all(len(group & ids) <= 1 for group in wishes.apart)
        and (wishes.language in ("", *shared(everybody, "languages")) or _shares_any(problem, everybody))
        and len(shared(everybody, "hours")) >= wishes.hours
    )


def _shares_any(problem: Problem, everybody: Sequence[Person]) -> bool:
    return problem.wishes.language == ANY and bool(shared(everybody, "languages") or not everybody)


def shared(everybody: Sequence[Person], what: str) -> frozenset[str]:
    return frozenset.intersection(*(getattr(each, what) for each in everybody)) if everybody else frozenset()
