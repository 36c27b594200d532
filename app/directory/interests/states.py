"""Which state of an interest may follow which, and for whom."""

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.directory.interests.models import Interest


def may_answer(actor: Actor, interest: Interest) -> bool:
    """Whoever receives lists sees to what is wanted with them."""
    return actor.may(Permission.INVENTORY_CLAIM, interest.municipality_id)


INTEREST = Machine(
    Step("waiting", "answered", may_answer),
    Step("answered", "waiting", may_answer),
    Step("waiting", "withdrawn"),
    names={"waiting": _("Waiting"), "answered": _("Answered"), "withdrawn": _("Taken back")},
)
