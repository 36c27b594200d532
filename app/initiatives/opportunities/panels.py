"""Opportunities among what waits on the front page, and with the party that told of them."""

from collections.abc import Iterator
from datetime import date

from flask_babel import ngettext

from app.core.actor import Actor
from app.core.feature import Waiting
from app.core.permission import Permission
from app.initiatives.opportunities.models import OpportunityState, Origin
from app.initiatives.opportunities.queries import opportunities_to_publish

OVER = {OpportunityState.ENDED, OpportunityState.MERGED}


def waiting(actor: Actor, _today: date) -> Iterator[Waiting]:
    """What partners proposed, for whoever publishes it."""
    if actor.may(Permission.INITIATIVE_WRITE):
        where = {"state": OpportunityState.DRAFT.value, "origin": Origin.PARTNER.value}
        yield Waiting(opportunities_to_publish(actor), _proposed, "initiatives.opportunities", where)


def _proposed(count: int) -> str:
    return ngettext(
        "%(num)d opportunity proposed by a partner", "%(num)d opportunities proposed by partners", count
    )
