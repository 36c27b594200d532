"""Which state of an opportunity may follow which, for whom, and why one ends."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.machine import Machine, Step
from app.initiatives.opportunities.models import OpportunityState as S
from app.initiatives.opportunities.permissions import may_edit, may_write

DAY_OVER = "day_over"
"""The reason of the product itself, when the last day has passed."""
ENDING: dict[str, Any] = {
    "served_otherwise": _("Somebody else sees to it"),
    "not_needed": _("It is needed no more"),
    "no_people": _("There is nobody who could do it"),
    "no_money": _("Nobody pays for it"),
    "not_fitting": _("It does not fit the programme"),
    DAY_OVER: _("Its last day is over"),
    "other": _("Another reason"),
}

OPPORTUNITY = Machine(
    Step(S.DRAFT, S.OPEN, may=may_write),
    Step(S.OPEN, S.DRAFT, may=may_write),
    Step(S.OPEN, S.SERVED, may=may_write),
    Step(S.SERVED, S.OPEN, may=may_write),
    Step(S.DRAFT, S.ENDED, may=may_edit, reasons=ENDING),
    Step(S.OPEN, S.ENDED, may=may_write, reasons=ENDING),
    Step(S.SERVED, S.ENDED, may=may_write, reasons=ENDING),
    Step(S.ENDED, S.DRAFT, may=may_write),
    Step(S.ENDED, S.OPEN, may=may_write),
    Step(S.ENDED, S.SERVED, may=may_write),
    *(
        step
        for state in (S.DRAFT, S.OPEN, S.SERVED)
        for step in (Step(state, S.MERGED, may=may_write), Step(S.MERGED, state, may=may_write))
    ),
    names={
        S.DRAFT: _("Draft"),
        S.OPEN: _("Looks for people"),
        S.SERVED: _("Served by an initiative"),
        S.ENDED: _("Opportunity ended"),
        S.MERGED: _("Merged"),
    },
    tones={S.DRAFT: "ochre", S.OPEN: "good", S.SERVED: "petrol"},
)
