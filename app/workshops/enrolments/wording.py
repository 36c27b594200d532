"""How enrolments are said on screen."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.workshops.enrolments.queries.enrolments import Placed

ORIGINS: dict[str, Any] = {
    "kiosk": _("At the kiosk"),
    "desk": _("At the desk"),
    "import": _("From a list"),
    "outreach": _("In the field"),
}


def name_of(placed: Placed) -> str:
    """The person's name, or what the enrolment of an anonymous list is called."""
    if placed.person is not None:
        return placed.person.name
    return gettext("Anonymous list, number %(number)s", number=placed.enrolment.queue_number)
