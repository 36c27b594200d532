"""What may become of an invitation: whoever answers anew puts it before the coordinator again."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.network.joining.models import Answer, PartnerInvitation
from app.network.joining.models import InvitationState as S

CLOSE_REASONS: dict[str, Any] = {
    "declined": _("They do not take part"),
    "later": _("Perhaps later"),
    "no_answer": _("Nobody answered"),
    "mistake": _("It was sent by mistake"),
    "other": _("Another reason"),
}


def _settles(actor: Actor, invitation: PartnerInvitation) -> bool:
    return actor.may(Permission.PARTNERSHIP_WRITE, invitation.municipality_id)


def _takes_over(actor: Actor, invitation: PartnerInvitation) -> bool:
    """What was refused cannot be taken over; after a talk it can be what was agreed there."""
    return _settles(actor, invitation) and invitation.answer != Answer.NO


INVITATION = Machine(
    Step(S.SENT, S.ANSWERED),
    Step(S.TAKEN, S.ANSWERED),
    Step(S.CLOSED, S.ANSWERED),
    Step(S.ANSWERED, S.TAKEN, _takes_over),
    Step(S.ANSWERED, S.CLOSED, _settles, CLOSE_REASONS),
    Step(S.SENT, S.CLOSED, _settles, CLOSE_REASONS),
    Step(S.CLOSED, S.SENT, _settles),
    names={
        S.SENT: _("Waits for an answer"),
        S.ANSWERED: _("Answered"),
        S.TAKEN: _("Taken over"),
        S.CLOSED: _("Closed"),
    },
    tones={S.ANSWERED: "petrol", S.TAKEN: "good"},
)
