"""How the kiosk says days, how far a group is, and why a code opens nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import i18n
from app.core.dates import day_as
from app.core.errors import Throttled
from app.initiatives.groups.models import Stage
from app.skills.operations.claims import CodeExpired
from app.workshops.enrolments.operations.sign_ups import PlaceOver

STAGES: Mapping[str, Any] = {
    Stage.IDEA: _l("You have an idea."),
    Stage.EXPLORING: _l("You are finding out whether it can work."),
    Stage.PLANNING: _l("You are planning it."),
    Stage.TRIAL: _l("You are trying it out."),
    Stage.LAUNCHED: _l("It has begun."),
    Stage.CONSOLIDATED: _l("It goes on well."),
    Stage.PAUSED: _l("It rests for a while."),
}
"""How far a group is, as its members say it to each other."""


def coming_day(day: date) -> str:
    """A day that is soon, as people say it: "segunda-feira, 23 de novembro"."""
    return day_as("MMMMEEEEd", day, i18n.current().locale)


def trouble_with(error: Exception) -> str:
    """What to say of a code that opens nothing: never whether somebody is known."""
    match error:
        case Throttled():
            return _("There were too many tries here. Please call a person: they can help you.")
        case CodeExpired():
            return _("This code is no longer valid. Please call a person: they can help you.")
        case PlaceOver(is_cancelled=True):
            return _("What this code was for does not take place. Please call a person: they can help you.")
        case PlaceOver():
            return _("What this code was for is over. You can sign up for something else whenever you like.")
        case _:
            return _("This code opens nothing here. Please compare the numbers and the pictures.")
