"""Who of a team answers which need, what stays uncovered, and how good that is: of any team."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.initiatives.pool.people import Person
from app.initiatives.teams.problem import Need, Problem, Row, Score, Team


def cover(problem: Problem, newcomers: Iterable[UUID]) -> Team:
    """The coverage matrix of these people of the problem together with its members. KeyError for others."""
    by_id = {person.id: person for person in problem.people}
    return cover_with(problem, [by_id[each] for each in newcomers])


def cover_with(problem: Problem, newcomers: Iterable[Person]) -> Team:
    """The same of people themselves."""
    new = sorted(newcomers, key=lambda each: problem.rotation(each.id))
    everybody = [*problem.members, *new]
    rows = tuple(_row(problem, need, everybody) for need in problem.needs)
    return Team(_by_what_they_bring(new, rows), _score(problem, new, rows), rows)


def _row(problem: Problem, need: Need, team: Iterable[Person]) -> Row:
    can = [each for each in team if each.can(need.competence_id, need.minimum)]
    can.sort(key=lambda each: (-each.levels[need.competence_id], problem.rotation(each.id), each.id))
    able = {each.id: each.levels[need.competence_id] for each in can}
    return Row(need, able, max(0, need.people - len(able)))


def _score(problem: Problem, new: list[Person], rows: Iterable[Row]) -> Score:
    coverage = beyond = 0
    for row in rows:
        best = [*row.able.values()][: row.need.people]
        coverage += row.need.weight * len(best)
        beyond += sum(level - row.need.minimum for level in best)
    return Score(
        coverage,
        beyond,
        len(new) + len(problem.members),
        sum(each.distance_to(problem.parish_id) for each in new),
        sum(each.id in problem.proposed for each in new),
        sum(problem.rotation(each.id) for each in new),
    )


def _by_what_they_bring(new: list[Person], rows: Iterable[Row]) -> tuple[UUID, ...]:
    """Who covers a place that nobody else does comes first; then who covers most."""
    alone: Mapping[UUID, int] = {
        each.id: sum(
            row.need.weight for row in rows if each.id in row.able and len(row.able) <= row.need.people
        )
        for each in new
    }
    all_of_it = {each.id: sum(row.need.weight for row in rows if each.id in row.able) for each in new}
    return tuple(sorted((each.id for each in new), key=lambda who: (-alone[who], -all_of_it[who], who)))
