"""Which state of a meeting may follow which, for whom, and why one does not take place."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.machine import Machine, Step
from app.network.meetings.models.meeting import MeetingState as S
from app.network.meetings.permissions import may_change

CANCEL_REASONS: dict[str, Any] = {
    "too_few": _("Too few can come"),
    "convener_away": _("Whoever convenes it cannot come"),
    "nothing_to_decide": _("There is nothing to deal with"),
    "moved": _("Replaced by another meeting"),
    "other": _("Another reason"),
}
MEETING = Machine(
    Step(S.DRAFT, S.CONVENED, may_change),
    Step(S.CONVENED, S.DRAFT, may_change),
    Step(S.CONVENED, S.HELD, may_change),
    Step(S.HELD, S.CONVENED, may_change),
    Step(S.HELD, S.APPROVED, may_change),
    Step(S.APPROVED, S.HELD, may_change),
    *(Step(before, S.CANCELLED, may_change, CANCEL_REASONS) for before in (S.DRAFT, S.CONVENED)),
    Step(S.CANCELLED, S.DRAFT, may_change),
    Step(S.CANCELLED, S.CONVENED, may_change),
    names={
        S.DRAFT: _("Being prepared"),
        S.CONVENED: _("Convened"),
        S.HELD: _("Held, minutes being written"),
        S.APPROVED: _("Minutes approved"),
        S.CANCELLED: _("Cancelled"),
    },
    tones={S.DRAFT: "ochre", S.CONVENED: "petrol", S.APPROVED: "good", S.CANCELLED: "bad"},
)
