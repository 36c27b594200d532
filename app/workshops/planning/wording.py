"""How groups, admission and durations are said on screen."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.people.wording import GROUPS
from app.workshops.planning.models.series import Admission

TARGET_GROUPS: dict[str, Any] = {
    **GROUPS,
    "employers": _("Employers"),
    "host_community": _("Host community"),
    "professionals": _("Professionals"),
    "volunteers": _("Volunteers"),
}
ADMISSIONS: dict[str, Any] = {
    Admission.OPEN.value: _("Open: whoever signs up has a place while there are any"),
    Admission.ON_REQUEST.value: _("On request: somebody here confirms each one"),
}


def group_name(group: str) -> str:
    """The name of a target group; "" is everybody else."""
    return str(TARGET_GROUPS[group]) if group else str(_("Everybody else"))


def duration(minutes: int) -> str:
    """Minutes as people say hours: "2 h", "1 h 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
