"""Keeping what was found: only people who may be proposed at that moment, in few enough proposals."""

from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.initiatives.teams import asked, matrix
from app.initiatives.teams.models import SearchResult, Team, TeamPlace, TeamSearch, TeamState
from app.initiatives.teams.operations.dropping import drop
from app.initiatives.teams.operations.holding import demand_going_on
from app.initiatives.teams.problem import Problem, Solution
from app.initiatives.teams.problem import Team as FoundTeam
from app.initiatives.teams.queries.people import lock_proposable, open_counts
from app.initiatives.teams.queries.problems import Question, member_ids
from app.initiatives.teams.queries.searches import subject_of
from app.initiatives.teams.states import MOST_OPEN, SEARCHED_AGAIN


def keep(actor: Actor, *, search: TeamSearch, question: Question, solution: Solution) -> frozenset[UUID]:
    """Keep the teams of a solution in the place of those that nobody touched since the search before.

    A team with somebody who may not be proposed any more, or stands in enough proposals, is left out and
    counted: a consent can be taken back while the solver runs. Who they are, so that others are looked for.
    Raises StaleRecord where the wishes were changed meanwhile, SubjectOver.
    """
    actor.demand(Permission.TEAM_PROPOSE, search.municipality_id)
    found_teams = [each for each in solution.teams if each.people]
    wanted = [who for team in found_teams for who in team.people]
    possible = lock_proposable(search.municipality_id, wanted)
    demand_going_on(search)
    possible -= {*member_ids(subject_of(search))}
    records.demand_version(search, question.version)
    _drop_untouched(actor, search)
    stands = Counter(open_counts(search.municipality_id, wanted))
    kept = _within(found_teams, possible, stands)
    search.solved_at = clock.now()
    for position, found in enumerate(kept):
        _add(actor, search, question.problem, found, position)
    search.result = _result(solution)
    search.gap, search.gap_part = None, ""
    if solution.gap:
        search.gap, search.gap_part = solution.gap.thousandths, solution.gap.part
    search.conflict = asked.conflict_kept(solution.conflict, question.named)
    search.people = solution.considered
    search.left_out = len(found_teams) - len(kept)
    search.version += 1
    records.record(actor, "solved", search, found=len(kept))
    db.session.flush()
    return frozenset(wanted) - possible


def _result(solution: Solution) -> str:
    """As the solver says; a team of nobody means that there is nothing to complete."""
    if solution.teams and not solution.teams[0].people:
        return SearchResult.ENOUGH.value
    return solution.result.value


def _within(
    teams: Iterable[FoundTeam], possible: frozenset[UUID], stands: Counter[UUID]
) -> Sequence[FoundTeam]:
    """The best first; each counts for those after it."""
    kept = []
    for team in teams:
        if all(who in possible and stands[who] < MOST_OPEN for who in team.people):
            stands.update(team.people)
            kept.append(team)
    return kept


def _add(actor: Actor, search: TeamSearch, problem: Problem, found: FoundTeam, position: int) -> None:
    by_id = {person.id: person for person in problem.people}
    needs = matrix.kept(found.rows, found.people)
    team = Team(
        id=new_id(),
        municipality_id=search.municipality_id,
        state=TeamState.PROPOSED.value,
        search_id=search.id,
        position=position,
        score=list(found.score),
        needs=needs,
        created_at=search.solved_at,
        created_by=actor.id,
    )
    team.places = [
        TeamPlace(
            id=new_id(),
            municipality_id=search.municipality_id,
            participant_id=who,
            position=place,
            covers=matrix.covers(by_id[who].levels, needs),
        )
        for place, who in enumerate(found.people)
    ]
    records.add(actor, team)


def _drop_untouched(actor: Actor, search: TeamSearch) -> None:
    untouched = select(Team).where(
        Team.search_id == search.id, Team.state == TeamState.PROPOSED.value, Team.is_edited.is_(False)
    )
    for team in db.session.scalars(untouched.order_by(Team.id).with_for_update()):
        drop(actor, team, SEARCHED_AGAIN)
