"""Where a cancellation leads: to the list of those who are to be told."""

from collections.abc import Iterable
from uuid import UUID

from flask import Response, g

from app.core import clock
from app.core.http import see_other
from app.core.permission import Permission
from app.workshops.planning.models.session import Session


def to_call_list(workshop_id: UUID, sessions: Iterable[Session]) -> Response:
    """On to the call list of the next of these days that was cancelled, if the actor calls people; else to
    the series. Whether there is anybody to be called, the list says.
    """
    days = [each.on for each in sessions if each.is_cancelled and each.on >= clock.today(each.zone)]
    if days and g.actor.may(Permission.ENROLMENT_WRITE):
        return see_other("workshops.calls", on=min(days).isoformat())
    return see_other("workshops.show", workshop_id=workshop_id)
