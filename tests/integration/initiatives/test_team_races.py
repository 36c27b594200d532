"""Several who change proposals at once: nobody waits for somebody who waits for them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.actor import SYSTEM, Actor
from app.core.application import Autonomus
from app.core.db import db
from app.core.errors import Conflict
from app.core.unit_of_work import writing
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.operations import end
from app.initiatives.teams.models import PlaceState, Team, TeamPlace, TeamState
from app.initiatives.teams.operations.answering import answer
from app.initiatives.teams.operations.inviting import invite
from app.initiatives.teams.queries.teams import get_team, teams_of
from app.people.models import Consent, Participant
from app.people.operations.consents import withdraw_consent
from tests.cast import Cast
from tests.engines import Engine
from tests.factories.enrolments import agree
from tests.factories.initiatives_teams import an_opportunity, competences, invited, solved, somebody
from tests.factories.one_of_each import clerk, making
from tests.racing import Act, at_once, meeting

DONE, REFUSED = 1, 2


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return clerk(cast.here, cast.facilitator.id)


def tried(act: Callable[[], object]) -> Act:
    def run() -> int:
        try:
            with writing():
                act()
        except Conflict:
            return REFUSED
        return DONE

    return run


def test_two_teams_of_one_search_are_invited_at_once(app: Autonomus, engine: Engine, staff: Actor) -> None:
    with making():
        (wanted,) = competences(1)
        for name in ("Alda Um", "Bento Dois", "Clara Três"):
            somebody(staff, name, {wanted: "alone"})
        ids = [each.id for each in teams_of(solved(staff, an_opportunity(staff, [wanted], most=1)))]
    day = clock.now().date() + timedelta(days=5)

    def inviting(team_id: UUID) -> Act:
        def act() -> None:
            team = get_team(staff, team_id)
            invite(staff, team=team, version=team.version, answer_by=day)

        return tried(act)

    with meeting(engine, "UPDATE team "):
        came = at_once(app, [inviting(ids[0]), inviting(ids[1]), inviting(ids[0]), inviting(ids[1])])
    assert came.count(DONE) == 1
    states = db.session.scalars(select(Team.state).order_by(Team.state)).all()
    assert states == [TeamState.DROPPED, TeamState.DROPPED, TeamState.INVITED]


def test_somebody_says_yes_while_they_withdraw_and_the_opportunity_ends(
    app: Autonomus, engine: Engine, staff: Actor
) -> None:
    with making():
        (wanted,) = competences(1)
        person = somebody(staff, "Berta Vai", {wanted: "alone"}, matching=False)
        consent = agree(staff, person)
        opportunity = an_opportunity(staff, [wanted])
        (place,) = invited(staff, opportunity).places
        who, which, what, where = person.id, consent.id, opportunity.id, place.id

    def yes() -> None:
        answer(SYSTEM, place=db.session.get_one(TeamPlace, where), accepts=True)

    def withdraw() -> None:
        theirs = db.session.get_one(Participant, who), db.session.get_one(Consent, which)
        withdraw_consent(staff, participant=theirs[0], consent=theirs[1])

    def over() -> None:
        end(staff, opportunity=db.session.get_one(Opportunity, what), reason="not_needed")

    with meeting(engine, "UPDATE "):
        came = at_once(app, [tried(yes), tried(withdraw), tried(over), tried(yes)])
    assert came[1:3] == [DONE, DONE]
    found = db.session.get_one(TeamPlace, where)
    assert found.team.state == TeamState.DROPPED
    assert found.state in {PlaceState.GONE, PlaceState.ACCEPTED, PlaceState.INVITED}
