"""What a search asks the solver, put together from what holds at this moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.initiatives.groups.models import Initiative
from app.initiatives.groups.queries import members_of
from app.initiatives.pool.people import LEVELS
from app.initiatives.pool.queries import as_people, people_of
from app.initiatives.teams import asked
from app.initiatives.teams.asked import Named
from app.initiatives.teams.models import TeamSearch
from app.initiatives.teams.problem import Need, Problem
from app.initiatives.teams.queries.people import ever_proposed, in_enough
from app.initiatives.teams.queries.searches import Subject, subject_of, wish_rows

TEAMS = 3
"""So many are proposed of one search."""


@dataclass(frozen=True, slots=True)
class Question:
    """A problem, the wishes that stand behind it, and the version of the search at which it was read."""

    problem: Problem
    named: Sequence[Named]
    version: int


def question_of(search: TeamSearch, without: Collection[UUID] = ()) -> Question:
    """The problem of a search that the caller has asked for; `without` some who may not be proposed since.

    Whoever stands in enough open proposals is not looked at, and so are members of the initiative.
    """
    subject = subject_of(search)
    needs = needs_of(subject)
    where, present, rows = search.municipality_id, member_ids(subject), wish_rows(search.id)
    competences = [need.competence_id for need in needs]
    pool = people_of(where, competences=competences, also=[row.participant_id for row in rows])
    free = pool.without(in_enough(where, but_of=search.id) | {*present, *without})
    named = asked.named(rows, {each.id for each in free})
    problem = Problem(
        key=subject.id,
        needs=needs,
        people=tuple(free),
        wishes=asked.wishes(asked.read(search.wishes), named),
        members=as_people(where, present, competences=competences),
        parish_id=subject.parish_id,
        proposed=ever_proposed(where),
        teams=TEAMS,
    )
    return Question(problem, named, search.version)


def needs_of(subject: Subject) -> tuple[Need, ...]:
    """What it takes, as the solver reads it."""
    return tuple(
        Need(each.competence_id, each.weight, LEVELS[each.minimum_level], each.people)
        for each in subject.needs
    )


def member_ids(subject: Subject) -> list[UUID]:
    """Who belongs to an initiative that is to be completed, or is invited; nobody to an opportunity."""
    if not isinstance(subject, Initiative):
        return []
    return [each.participant_id for each in members_of(subject.id) if each.participant_id]
