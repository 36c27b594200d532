"""What partners' lists show on pages of the office."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.outreach.lists.queries import lists_to_look_at


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """Lists of which nobody has said what their columns mean, or brought anybody in."""
    if actor.may(Permission.OUTREACH_REGISTER):
        yield Waiting(lists_to_look_at(actor), _lists, "outreach.lists")


def _lists(count: int) -> str:
    return ngettext("%(num)d list of a partner to look at", "%(num)d lists of partners to look at", count)
