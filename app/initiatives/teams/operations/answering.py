"""What somebody who was invited answers: with a link or a code, or to somebody who notes it."""

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.initiatives.teams.invitation import Over, over
from app.initiatives.teams.models import PlaceState, TeamPlace
from app.initiatives.teams.operations import InEnoughProposals
from app.initiatives.teams.operations.dropping import stop_messages
from app.initiatives.teams.queries.people import lock_proposable, open_counts
from app.initiatives.teams.states import COUNTED, MOST_OPEN, PLACE
from app.initiatives.teams.ways import LINK, NOTED, OWN
from app.network.queries import get_zone


class InvitationOver(Conflict):
    """It can be answered no more, and why."""

    def __init__(self, why: Over) -> None:
        self.why = why
        super().__init__(why)


def answer(actor: Actor, *, place: TeamPlace, accepts: bool, how: str = LINK) -> None:
    """Keep what whoever has the link, or the code of their list, answers; the caller has found the place by
    it. It can be changed until the last day. The same answer again changes nothing. Raises InvitationOver.
    """
    demand_reason(how, OWN)
    may_be = _hold(place)
    if why := over(place, clock.today(get_zone(place.municipality_id))):
        raise InvitationOver(why)
    if accepts:
        try:
            _demand_free(place, may_be=may_be)
        except InEnoughProposals as enough:
            raise InvitationOver(Over.ENOUGH) from enough
    _keep(actor, place, accepts, how)


def note_answer(actor: Actor, *, place: TeamPlace, accepts: bool, how: str, note: str = "") -> None:
    """Keep what somebody said at the desk, on the telephone or on the slip; after the last day too.

    Raises InvitationOver, InEnoughProposals, UnknownReason for an unknown way.
    """
    actor.demand(Permission.TEAM_PROPOSE, place.municipality_id)
    demand_reason(how, NOTED)
    may_be = _hold(place)
    _demand_asked(place)
    if accepts:
        _demand_free(place, may_be=may_be)
    _keep(actor, place, accepts, how)
    place.note = note
    db.session.flush()


def take_back_answer(actor: Actor, *, place: TeamPlace) -> None:
    """An answer that was noted by mistake: the person has not answered. Again changes nothing.

    Raises InvitationOver, InEnoughProposals.
    """
    actor.demand(Permission.TEAM_PROPOSE, place.municipality_id)
    may_be = _hold(place)
    _demand_asked(place)
    if place.state == PlaceState.INVITED:
        return
    _demand_free(place, may_be=may_be)
    PLACE.move(actor, place, PlaceState.INVITED)
    place.answered_at, place.answered_how, place.note = None, "", ""
    place.team.version += 1
    db.session.flush()


def _hold(place: TeamPlace) -> bool:
    """Hold person, team and place, in this order; whether the person may be proposed."""
    possible = lock_proposable(place.municipality_id, [place.participant_id])
    records.lock(place.team)
    records.lock(place)
    return place.participant_id in possible


def _demand_asked(place: TeamPlace) -> None:
    why = over(place, clock.today(get_zone(place.municipality_id)))
    if why and why is not Over.EXPIRED:
        raise InvitationOver(why)


def _demand_free(place: TeamPlace, *, may_be: bool) -> None:
    """Whoever declined belongs to the team again only as anybody may come into it."""
    if not may_be:
        raise InvitationOver(Over.WITHDRAWN)
    stands = open_counts(place.municipality_id, [place.participant_id])
    if place.state not in COUNTED and stands.get(place.participant_id, 0) >= MOST_OPEN:
        raise InEnoughProposals


def _keep(actor: Actor, place: TeamPlace, accepts: bool, how: str) -> None:  # noqa: FBT001
    after = PlaceState.ACCEPTED if accepts else PlaceState.DECLINED
    if place.state == after:
        return
    PLACE.move(actor, place, after)
    stop_messages([place])
    place.answered_at, place.answered_how = clock.now(), how
    place.team.version += 1
    db.session.flush()
