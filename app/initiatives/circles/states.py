"""Which state of a circle may follow which, and why one is dropped."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.machine import Machine, Stateful, Step
from app.core.permission import Permission
from app.initiatives.circles.models import Answer, CircleState

OPEN = (CircleState.PROPOSED.value, CircleState.AGREED.value)
"""States of a circle that somebody still works with."""
SEARCHED_AGAIN, BROKEN = "searched_again", "broken"
BY_ITSELF: Mapping[str, Any] = {
    SEARCHED_AGAIN: _("It was searched again"),
    BROKEN: _("Somebody left, and without them nobody teaches the next"),
}
"""Why the product drops one."""
DROP_REASONS: Mapping[str, Any] = {
    "declined": _("Somebody does not want to"),
    "no_time": _("They find no time together"),
    "no_place": _("There is no place for it"),
    "not_fitting": _("These people do not fit together"),
    "other": _("Another reason"),
}
ANSWERS: Mapping[str, Any] = {
    Answer.NONE.value: _("Not answered yet"),
    Answer.YES.value: _("Says yes"),
    Answer.NO.value: _("Says no"),
}
ANSWER_TONES: Mapping[str, str] = {Answer.YES.value: "good", Answer.NO.value: "bad"}


def may_propose(actor: Actor, thing: Stateful) -> bool:
    """Whether the actor proposes circles there; the product itself may."""
    return actor.may(Permission.TEAM_PROPOSE, thing.municipality_id)


_REASONS = {**DROP_REASONS, **BY_ITSELF}
_S = CircleState
CIRCLE = Machine(
    Step(_S.PROPOSED, _S.AGREED, may_propose),
    Step(_S.AGREED, _S.PROPOSED, may_propose),
    Step(_S.AGREED, _S.MEETING, may_propose),
    Step(_S.MEETING, _S.AGREED, may_propose),
    Step(_S.PROPOSED, _S.DROPPED, reasons=_REASONS),
    Step(_S.AGREED, _S.DROPPED, reasons=_REASONS),
    Step(_S.DROPPED, _S.PROPOSED, may_propose),
    names={
        _S.PROPOSED: _("Circle proposed"),
        _S.AGREED: _("All said yes"),
        _S.MEETING: _("Meets"),
        _S.DROPPED: _("Circle dropped"),
    },
    tones={_S.PROPOSED: "petrol", _S.AGREED: "ochre", _S.MEETING: "good"},
)
