"""Who could come into a proposed team: those who bring what it lacks, or whoever is looked for by name."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from app.core.actor import Actor
from app.initiatives.pool.people import LEVELS, Person
from app.initiatives.pool.queries import as_people, people_of
from app.initiatives.teams.matrix import Line, matrix_of, members_of
from app.initiatives.teams.models import Team
from app.initiatives.teams.queries.people import SHOWN, Found, find_possible, found_of, in_enough, open_counts
from app.initiatives.teams.queries.problems import member_ids
from app.initiatives.teams.queries.searches import subject_of

Brings = Mapping[UUID, Sequence[UUID]]
"""By person the competences of the team's needs that they have at the level asked for, gaps first."""


def candidates(actor: Actor, team: Team, words: str) -> tuple[Sequence[Found], Brings]:
    """Some who may be proposed and are not in the team: whose name has these words, else who brings most of
    what is missing, of equals who stands in fewer open proposals. Nobody who stands in enough.
    """
    where = team.municipality_id
    out = in_enough(where) | {each.participant_id for each in members_of(team)}
    out |= {*member_ids(subject_of(team.search))}
    lines = sorted(matrix_of(team).lines, key=lambda line: -line.missing)
    if words:
        found = [each for each in find_possible(actor, where, words) if each.id not in out]
        known = as_people(where, [each.id for each in found])
        return found, {each.id: _brings(each, lines) for each in known}
    pool = people_of(where, competences=[line.competence_id for line in lines]).without(out)
    able = [each for each in pool if any(_worth(each, lines))]
    ranked = sorted(able, key=lambda each: (_worth(each, lines), each.id), reverse=True)[: 5 * SHOWN]
    stands = open_counts(where, [each.id for each in ranked])
    ranked.sort(key=lambda each: (*map(int.__neg__, _worth(each, lines)), stands.get(each.id, 0)))
    best = ranked[:SHOWN]
    brings = {each.id: _brings(each, lines) for each in best}
    order = {each.id: place for place, each in enumerate(best)}
    people = sorted(found_of(actor, where, list(order)), key=lambda each: order[each.id])
    return people, brings


def _worth(person: Person, lines: Sequence[Line]) -> tuple[int, int]:
    """How much of what is missing they bring, and how much of all."""
    brings = [line for line in lines if person.can(line.competence_id, LEVELS[line.minimum])]
    return sum(line.weight for line in brings if line.missing), sum(line.weight for line in brings)


def _brings(person: Person, lines: Sequence[Line]) -> list[UUID]:
    return [line.competence_id for line in lines if person.can(line.competence_id, LEVELS[line.minimum])]
