"""How the installation is said on screen."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from app.network.installation.catalogue import Group
from app.network.installation.progress import Standing

STANDINGS: dict[Standing, Any] = {
    Standing.NOT_BEGUN: _("Not begun"),
    Standing.UNDER_WAY: _("Under way"),
    Standing.LATE: _("Late"),
    Standing.DONE: _("Concluded"),
    Standing.SET_ASIDE: _("Not needed here"),
}
TONES: dict[Standing, str] = {
    Standing.UNDER_WAY: "petrol",
    Standing.LATE: "bad",
    Standing.DONE: "good",
}
GROUPS: dict[Group, Any] = {
    Group.BEFORE: _("Before the launch"),
    Group.TOWN_HALL: _("What the town hall does besides"),
}


def hours_in_words(hours: int) -> str:
    return ngettext("%(num)d hour", "%(num)d hours", hours)


FILTERS: dict[str, Callable[[Any], Any]] = {
    "step_standing": STANDINGS.__getitem__,
    "step_tone": lambda each: TONES.get(each, ""),
    "step_group": GROUPS.__getitem__,
    "hours_count": hours_in_words,
}
