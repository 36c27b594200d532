"""What is held while proposals change, in one order, so that no two wait for each other: people (their
consents first, as withdrawing holds them), what they are looked for, the search, the team, a place in it.
"""

from uuid import UUID

from app.core import records
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.initiatives.teams.models import Team, TeamSearch
from app.initiatives.teams.operations import SubjectOver
from app.initiatives.teams.queries.people import lock_proposable
from app.initiatives.teams.queries.searches import Subject, subject_of


def is_over(subject: Subject) -> bool:
    """Whether nobody is looked for any more."""
    if isinstance(subject, Opportunity):
        return subject.state == OpportunityState.ENDED
    return subject.state == Stage.CLOSED


def hold_people(team: Team) -> frozenset[UUID]:
    """Those of a team who may be proposed at this moment; nobody takes that back until it is done."""
    return lock_proposable(team.municipality_id, [each.participant_id for each in team.places])


def hold_subject(search: TeamSearch) -> Opportunity | Initiative:
    """What a search is for: it does not end until it is done."""
    subject = subject_of(search)
    records.lock(subject)
    return subject


def demand_going_on(search: TeamSearch) -> None:
    """Hold what a search is for; raises SubjectOver."""
    if is_over(hold_subject(search)):
        raise SubjectOver
