"""People who can do something and agreed to be proposed, needs of the place, and teams found for them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.initiatives.opportunities.models import Opportunity, OpportunityNeed, OpportunityState
from app.initiatives.teams.models import Team, TeamPlace, TeamSearch
from app.initiatives.teams.operations.finding import keep
from app.initiatives.teams.operations.inviting import invite
from app.initiatives.teams.operations.searching import begin_search
from app.initiatives.teams.queries.problems import question_of
from app.initiatives.teams.queries.searches import Subject
from app.initiatives.teams.queries.teams import teams_of
from app.initiatives.teams.solver import solve
from app.initiatives.teams.tokens import token_of
from app.people.models import Participant
from app.skills.operations.entries import answer_card, describe_entry
from app.skills.operations.inventories import start_inventory
from app.skills.queries.catalogue import catalogue
from tests.factories.enrolments import make_person

CONTEXT = "home-family"


def competences(count: int) -> list[UUID]:
    """Some that have a card, always the same."""
    return [card.id for card in catalogue().cards(CONTEXT)[:count]]


def somebody(actor: Actor, name: str, can: Mapping[UUID, str], **known: Any) -> Participant:
    """Who agreed to be proposed, unless `matching` is False, and can do these at levels."""
    person = make_person(actor, name, **{"matching": True, **known})
    inventory = start_inventory(
        actor, municipality_id=actor.here(), language="pt", origin="desk", participant_id=person.id
    )
    for competence_id, level in can.items():
        entry = answer_card(
            actor, inventory=inventory, competence_id=competence_id, context=CONTEXT, frequency="often"
        )
        assert entry
        describe_entry(actor, entry=entry, level=level, wish="yes")
    return person


def an_opportunity(
    actor: Actor, needs: Sequence[UUID], *, title: str = "Pequenas reparações e jardins", **values: Any
) -> Opportunity:
    """An open need of the place that takes each of these competences once."""
    made = Opportunity(
        id=new_id(),
        municipality_id=actor.here(),
        state=OpportunityState.OPEN.value,
        title=title,
        sort_key=title.lower(),
        created_at=clock.now(),
        created_by=actor.id,
        **{"fewest": 1, "most": 5, **values},
    )
    made.needs = [
        OpportunityNeed(municipality_id=actor.here(), competence_id=each, position=place)
        for place, each in enumerate(needs)
    ]
    db.session.add(made)
    db.session.flush()
    return made


def solved(actor: Actor, subject: Subject) -> TeamSearch:
    """A search for it, solved as the worker would."""
    search = begin_search(actor, search_id=new_id(), subject=subject)
    solve_again(actor, search)
    return search


def solve_again(actor: Actor, search: TeamSearch) -> None:
    question = question_of(search)
    keep(actor, search=search, question=question, solution=solve(question.problem, seconds=5))


def a_team(actor: Actor, subject: Subject) -> Team:
    """The best team for it."""
    return teams_of(solved(actor, subject))[0]


def invited(actor: Actor, subject: Subject) -> Team:
    """The same, with everybody asked."""
    team = a_team(actor, subject)
    today = clock.now().date()
    invite(actor, team=team, version=team.version, answer_by=today + timedelta(days=14))
    return team


def link_of(place: TeamPlace) -> str:
    return f"/i/{token_of(place.id)}"


def one_of_each_team(actor: Actor) -> dict[str, UUID | str]:
    """A search and a team with somebody who was invited; the token of the link."""
    wanted = competences(2)
    somebody(actor, "Zulmira Convidada", {wanted[0]: "teaches", wanted[1]: "teaches"})
    opportunity = an_opportunity(actor, wanted, title="Arranjos de costura")
    team = invited(actor, opportunity)
    place = team.places[0]
    return {
        "team_search_id": team.search_id,
        "team_id": team.id,
        "team_place_id": place.id,
        "invitation_token": token_of(place.id),
    }
