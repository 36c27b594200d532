"""Which state of a proposal may follow which, for whom, and why one does not become a series."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.workshops.proposals.models import WorkshopProposal

DECLINE_REASONS: dict[str, Any] = {
    "no_place": _("There is no place for it"),
    "no_time": _("There is no time for it now"),
    "not_fitting": _("It does not fit the programme"),
    "offered_already": _("Somebody else offers it already"),
    "not_reached": _("The person could not be reached"),
    "other": _("Another reason"),
}


def may_decide(actor: Actor, proposal: WorkshopProposal) -> bool:
    """Whether the actor plans what is proposed, or declines it."""
    return actor.may(Permission.WORKSHOP_WRITE, proposal.municipality_id)


PROPOSAL = Machine(
    Step("waiting", "accepted", may_decide),
    Step("waiting", "declined", may_decide, DECLINE_REASONS),
    names={"waiting": _("Waiting"), "accepted": _("Accepted"), "declined": _("Declined")},
)
