"""Which state of a proposed team, and of a place in one, may follow which, and why a team is dropped."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actor import Actor, ActorKind
from app.core.machine import Machine, Stateful, Step
from app.core.permission import Permission
from app.initiatives.teams.models import PlaceState as P
from app.initiatives.teams.models import TeamState as T

OPEN = (T.PROPOSED.value, T.INVITED.value)
"""States of a proposal that somebody still works with."""
COUNTED = (P.PROPOSED.value, P.INVITED.value, P.ACCEPTED.value)
"""States of a place whose holder belongs to the team."""
TO_ANSWER = (*COUNTED, P.DECLINED.value)
"""The same, and of one whose holder said no and may still change their mind."""
MOST_OPEN = 3
"""In so many open proposals somebody stands at most."""

SEARCHED_AGAIN, ANOTHER, ENDED = "searched_again", "another", "ended"
BY_ITSELF: Mapping[str, Any] = {
    SEARCHED_AGAIN: _("It was searched again"),
    ANOTHER: _("Another team of the same search was invited"),
    ENDED: _("What it was for has ended"),
}
"""Why the product drops one."""
DROP_REASONS: Mapping[str, Any] = {
    "declined": _("Too many declined"),
    "not_fitting": _("These people do not fit together"),
    "no_time": _("There is no time for it now"),
    "other_people": _("The group was made up of others"),
    "other": _("Another reason"),
}


def may_propose(actor: Actor, thing: Stateful) -> bool:
    """Whether the actor proposes teams there; the product itself may."""
    return actor.may(Permission.TEAM_PROPOSE, thing.municipality_id)


def may_answer(actor: Actor, thing: Stateful) -> bool:
    """Whoever has the link or the code of the person asked, or notes their answer."""
    return actor.kind in (ActorKind.GUEST, ActorKind.TERMINAL) or may_propose(actor, thing)


_REASONS = {**DROP_REASONS, **BY_ITSELF}
TEAM = Machine(
    Step(T.PROPOSED, T.INVITED, may_propose),
    Step(T.PROPOSED, T.DROPPED, reasons=_REASONS),
    Step(T.INVITED, T.DROPPED, reasons=_REASONS),
    Step(T.INVITED, T.FORMED, may_propose),
    Step(T.DROPPED, T.PROPOSED, may_propose),
    Step(T.DROPPED, T.INVITED, may_propose),
    names={
        T.PROPOSED: _("Team proposed"),
        T.INVITED: _("Team invited"),
        T.FORMED: _("Became a group"),
        T.DROPPED: _("Dropped"),
    },
    tones={T.PROPOSED: "petrol", T.INVITED: "ochre", T.FORMED: "good"},
)
PLACE = Machine(
    Step(P.PROPOSED, P.INVITED, may_propose),
    Step(P.INVITED, P.ACCEPTED, may_answer),
    Step(P.INVITED, P.DECLINED, may_answer),
    Step(P.ACCEPTED, P.DECLINED, may_answer),
    Step(P.DECLINED, P.ACCEPTED, may_answer),
    Step(P.ACCEPTED, P.INVITED, may_propose),
    Step(P.DECLINED, P.INVITED, may_propose),
    *(Step(before, P.REMOVED, may_propose) for before in (*COUNTED, P.DECLINED, P.GONE)),
    *(Step(before, P.GONE) for before in TO_ANSWER),
    Step(P.REMOVED, P.PROPOSED, may_propose),
    Step(P.GONE, P.PROPOSED, may_propose),
    names={
        P.PROPOSED: _("Not asked yet"),
        P.INVITED: _("Invited, has not answered"),
        P.ACCEPTED: _("Accepts"),
        P.DECLINED: _("Declines"),
        P.REMOVED: _("Taken out of the team"),
        P.GONE: _("May not be proposed any more"),
    },
    tones={P.INVITED: "ochre", P.ACCEPTED: "good", P.DECLINED: "bad"},
)
