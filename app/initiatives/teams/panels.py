"""What teams show on the pages of an opportunity, an initiative and a person, and what waits for somebody."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, func

from app.core.actor import Actor
from app.core.feature import Area, Link, Panel, Waiting
from app.core.lines import WHOSE, Line, Lines, lines
from app.core.permission import Permission
from app.core.person_page import AboutPerson, Moment
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.initiatives.teams.matrix import matrix_of, members_of
from app.initiatives.teams.models import PlaceState, Team, TeamPlace, TeamSearch
from app.initiatives.teams.queries.searches import Subject, searches_of
from app.initiatives.teams.queries.teams import complete_teams, left_teams, open_for, overdue_teams
from app.initiatives.teams.states import PLACE
from app.people.models import Participant

PLACED = "team_place"
NOT_OVER = (PlaceState.PROPOSED.value, PlaceState.INVITED.value, PlaceState.ACCEPTED.value)


def of_opportunity(actor: Actor, opportunity: Opportunity) -> Iterator[Panel]:
    """The open proposals for it, and the way to look for people."""
    if actor.may(Permission.TEAM_PROPOSE, opportunity.municipality_id):
        yield _panel(opportunity, may_search=opportunity.state == OpportunityState.OPEN)


def of_initiative(actor: Actor, initiative: Initiative) -> Iterator[Panel]:
    """Whom it still needs: open proposals, and the way to look for people."""
    if actor.may(Permission.TEAM_PROPOSE, initiative.municipality_id):
        yield _panel(initiative, may_search=initiative.state not in (Stage.CLOSED, Stage.PAUSED))


def _panel(subject: Subject, *, may_search: bool) -> Panel:
    teams, searches = open_for(subject), searches_of(subject)
    context = {
        "subject": subject,
        "is_need": isinstance(subject, Opportunity),
        "teams": [(each, matrix_of(each), len(members_of(each))) for each in teams],
        "searches": searches,
        "may_search": may_search and bool(subject.needs),
        "lacks_needs": not subject.needs,
    }
    return Panel(Area.MAIN, 70, "initiatives/teams/_of_subject.html", context, not teams)


def lines_of(actor: Actor, person: Participant) -> Sequence[Select[Any]]:
    """The proposals of a person, for whoever reads initiatives."""
    return (_placed(),) if actor.may(Permission.INITIATIVE_READ, person.municipality_id) else ()


@cache
def _placed() -> Select[Any]:
    placed = lines(
        PLACED,
        TeamPlace.id,
        Team.created_at,
        by=Team.created_by,
        what=TeamPlace.state,
        words=func.coalesce(Opportunity.title, Initiative.title),
        on=TeamPlace.answer_by,
        until=TeamPlace.answered_at,
        other=TeamPlace.team_id,
    )
    placed = placed.join_from(TeamPlace, Team, Team.id == TeamPlace.team_id)
    placed = placed.join(TeamSearch, TeamSearch.id == Team.search_id)
    placed = placed.outerjoin(Opportunity, Opportunity.id == TeamSearch.opportunity_id)
    placed = placed.outerjoin(Initiative, Initiative.id == TeamSearch.initiative_id)
    return placed.where(TeamPlace.participant_id == WHOSE)


def about(actor: Actor, person: Participant, read: Lines) -> AboutPerson:
    """In which proposals somebody stands, each with its reasons."""
    if not actor.may(Permission.INITIATIVE_READ, person.municipality_id):
        return AboutPerson()
    placed = read[PLACED]
    panels = (
        [Panel(Area.BESIDE, 45, "initiatives/teams/_of_person.html", {"places": placed})] if placed else []
    )
    return AboutPerson(panels, [_moment(each) for each in placed])


def _moment(line: Line) -> Moment:
    link = Link(line.words, "initiatives.team", {"team_id": line.other})
    is_over = line.what not in NOT_OVER
    return Moment(line.at, _("Proposed for a team"), line.by, PLACE.name(line.what), link, is_over=is_over)


def waiting(actor: Actor, today: date) -> Iterator[Waiting]:
    """Teams that are complete, in which somebody has not answered in time, or that somebody left."""
    if actor.may(Permission.TEAM_PROPOSE):
        yield Waiting(complete_teams(actor), _complete, "initiatives.teams_list", {"state": "invited"})
        yield Waiting(overdue_teams(actor, today), _overdue, "initiatives.teams_list", {"state": "invited"})
        yield Waiting(left_teams(actor), _left, "initiatives.teams_list")


def _complete(count: int) -> str:
    return ngettext(
        "%(num)d proposed team in which all have answered: the group can begin",
        "%(num)d proposed teams in which all have answered: the groups can begin",
        count,
    )


def _overdue(count: int) -> str:
    return ngettext(
        "%(num)d proposed team in which somebody has not answered in time",
        "%(num)d proposed teams in which somebody has not answered in time",
        count,
    )


def _left(count: int) -> str:
    return ngettext(
        "%(num)d proposed team that somebody left or declined",
        "%(num)d proposed teams that somebody left or declined",
        count,
    )
