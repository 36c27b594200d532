"""How places, the line for them and calls are said on screen."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.workshops.models import EnrolmentState
from app.workshops.queries.enrolments import Placed
from app.workshops.rows import Fault

STATES: dict[str, Any] = {
    EnrolmentState.REQUESTED.value: _("To confirm"),
    EnrolmentState.CONFIRMED.value: _("Has a place"),
    EnrolmentState.WAITLISTED.value: _("Waiting"),
    EnrolmentState.OFFERED.value: _("A place is kept"),
    EnrolmentState.COMPLETED.value: _("Completed"),
    EnrolmentState.DROPPED.value: _("Dropped out"),
    EnrolmentState.CANCELLED.value: _("Cancelled"),
}
TONES = {
    EnrolmentState.REQUESTED.value: "ochre",
    EnrolmentState.CONFIRMED.value: "good",
    EnrolmentState.OFFERED.value: "petrol",
    EnrolmentState.DROPPED.value: "bad",
    EnrolmentState.CANCELLED.value: "bad",
}
MADE_AT: dict[str, Any] = {
    "kiosk": _("At the kiosk"),
    "desk": _("At the desk"),
    "import": _("From a list"),
    "outreach": _("In the field"),
}


def name_of(placed: Placed) -> str:
    """The person's name, or what an anonymous place is called."""
    if placed.person is not None:
        return placed.person.name
    return gettext("Anonymous list, number %(number)s", number=placed.enrolment.queue_number)


FAULTS: dict[Fault, Any] = {
    Fault.NO_NAME: _("There is no name in this row."),
    Fault.TOO_LONG: _("A name or contact is longer than 200 characters."),
    Fault.BIRTH_YEAR: _("The year of birth is no year that can be right."),
}
