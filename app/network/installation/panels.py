"""What of the installation waits for somebody: the steps past their day that they see to."""

from flask_babel import gettext, lazy_gettext

from app.core import clock
from app.core.actor import Actor
from app.core.feature import Link, Unfinished
from app.network.installation.overview import Standings, stand
from app.network.installation.permissions import READ
from app.network.installation.progress import Standing
from app.network.installation.queries.installation import list_past_due
from app.network.queries import get_zone


def unfinished(actor: Actor, at_most: int) -> list[Unfinished]:
    """The longest waiting first; of what nobody sees to, whoever writes the partnership does."""
    if not actor.may(READ):
        return []
    today = clock.today(get_zone(actor.here()))
    past = list_past_due(actor, today)
    late = [each for each in stand(actor, past, today) if each.standing is Standing.LATE]
    return [_unfinished(each) for each in late[:at_most]]


def _unfinished(each: Standings) -> Unfinished:
    assert each.step.due_on  # or it would not be late
    link = Link(lazy_gettext("Show"), "network.installation", {"_anchor": each.step.key})
    return Unfinished(str(each.known), each.step.due_on, gettext("step of the installation: late"), link)
