"""What somebody who was invited answers: with a link or a code, or to somebody who notes it."""

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.initiatives.teams.invitation import Over, over
from app.initiatives.teams.models import PlaceState, TeamPlace
from app.initiatives.teams.operations.dropping import stop_messages
from app.initiatives.teams.states import PLACE
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
    records.lock(place)
    if why := over(place, clock.today(get_zone(place.municipality_id))):
        raise InvitationOver(why)
    _keep(actor, place, accepts, how)


def note_answer(actor: Actor, *, place: TeamPlace, accepts: bool, how: str, note: str = "") -> None:
    """Keep what somebody said at the desk, on the telephone or on the slip; after the last day too.

    Raises InvitationOver, UnknownReason for an unknown way.
    """
    actor.demand(Permission.TEAM_PROPOSE, place.municipality_id)
    demand_reason(how, NOTED)
    records.lock(place)
    why = over(place, clock.today(get_zone(place.municipality_id)))
    if why and why is not Over.EXPIRED:
        raise InvitationOver(why)
    _keep(actor, place, accepts, how)
    place.note = note
    db.session.flush()


def take_back_answer(actor: Actor, *, place: TeamPlace) -> None:
    """An answer that was noted by mistake: the person has not answered. Again changes nothing."""
    actor.demand(Permission.TEAM_PROPOSE, place.municipality_id)
    records.lock(place)
    why = over(place, clock.today(get_zone(place.municipality_id)))
    if why and why is not Over.EXPIRED:
        raise InvitationOver(why)
    if place.state == PlaceState.INVITED:
        return
    PLACE.move(actor, place, PlaceState.INVITED)
    place.answered_at, place.answered_how, place.note = None, "", ""
    place.team.version += 1
    db.session.flush()


def _keep(actor: Actor, place: TeamPlace, accepts: bool, how: str) -> None:  # noqa: FBT001
    after = PlaceState.ACCEPTED if accepts else PlaceState.DECLINED
    if place.state == after:
        return
    PLACE.move(actor, place, after)
    stop_messages([place])
    place.answered_at, place.answered_how = clock.now(), how
    place.team.version += 1
    db.session.flush()
