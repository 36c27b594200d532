"""The code by which somebody without a list finds their enrolment again: nine digits and two pictures.

Derived from the enrolment's id and the installation's secret; only its keyed hash is stored. It is always the
same, and opens nothing once its series is over; nor does the slip that staff scan.
"""

from datetime import date, timedelta
from uuid import UUID

from app.core import clock
from app.core.secret import secret_key
from app.network.queries import get_zone
from app.skills import codes
from app.skills.codes import ClaimCode
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.queries.series import dates_of

VALID_AFTER = timedelta(days=7)
"""How long after the last session a code still opens its place."""


def enrolment_code(enrolment_id: UUID) -> ClaimCode:
    """The code of an enrolment, always the same: it has no last day of its own."""
    return codes.derive(enrolment_id, secret=secret_key(), valid_until=date.max)


def enrolment_code_hash(enrolment_id: UUID) -> str:
    """What is stored of it."""
    code = enrolment_code(enrolment_id)
    return codes.hashed(code.digits, [key for _, key in code.pictures], secret=secret_key())


def is_over(workshop: Workshop) -> bool:
    """Whether codes and slips of a series open nothing any more: its last day is some time ago, or it was
    cancelled. Without days it goes on until somebody ends it.
    """
    if workshop.state == WorkshopState.CANCELLED:
        return True
    last = dates_of([workshop.id])[workshop.id].last
    if last is None:
        return workshop.state == WorkshopState.ENDED
    return last + VALID_AFTER < clock.today(get_zone(workshop.municipality_id))
