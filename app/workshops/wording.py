"""How kinds, states and reasons of series are said on screen."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import i18n
from app.core.texts import Text, in_language
from app.people.wording import GROUPS
from app.workshops.models import Admission, WorkshopKind, WorkshopState

KINDS = Path(__file__).parent / "kinds.toml"

TARGET_GROUPS: dict[str, Any] = {
    **GROUPS,
    "employers": _("Employers"),
    "host_community": _("Host community"),
    "professionals": _("Professionals"),
    "volunteers": _("Volunteers"),
}
STATES: dict[str, Any] = {
    WorkshopState.DRAFT.value: _("Draft"),
    WorkshopState.OPEN.value: _("Taking sign-ups"),
    WorkshopState.RUNNING.value: _("Running"),
    WorkshopState.ENDED.value: _("Ended"),
    WorkshopState.CANCELLED.value: _("Cancelled"),
}
STATE_TONES = {
    WorkshopState.OPEN.value: "good",
    WorkshopState.RUNNING.value: "petrol",
    WorkshopState.CANCELLED.value: "bad",
    WorkshopState.DRAFT.value: "ochre",
}
ADMISSIONS: dict[str, Any] = {
    Admission.OPEN.value: _("Open: whoever signs up has a place while there are any"),
    Admission.ON_REQUEST.value: _("On request: somebody here confirms each one"),
}
CANCEL_REASONS: dict[str, Any] = {
    "too_few_people": _("Too few people"),
    "facilitator_away": _("The facilitator cannot come"),
    "place_away": _("The place is not available"),
    "weather": _("Weather"),
    "moved_elsewhere": _("Replaced by something else"),
    "other": _("Another reason"),
}
DECLINE_REASONS: dict[str, Any] = {
    "no_place": _("There is no place for it"),
    "no_time": _("There is no time for it now"),
    "not_fitting": _("It does not fit the programme"),
    "offered_already": _("Somebody else offers it already"),
    "not_reached": _("The person could not be reached"),
    "other": _("Another reason"),
}
AGES: dict[str, Any] = {
    "under_46": _("Up to 45"),
    "46_to_64": _("46 to 64"),
    "65_or_over": _("65 or over"),
    "age_unknown": _("Age not known"),
}


@cache
def _kinds() -> dict[str, dict[str, str]]:
    return tomllib.loads(KINDS.read_text("utf-8"))


def kind_text(kind: str, language: str) -> Text:
    """The name of a kind as the public reads it, in its language where it is there."""
    return in_language(_kinds()[kind], language)


def kind_name(kind: str) -> str:
    """The name of a kind in the language of the page."""
    return kind_text(kind, i18n.current().code).value


def kind_names() -> dict[str, str]:
    """All kinds by key, in their order."""
    return {kind.value: kind_name(kind.value) for kind in WorkshopKind}


def group_name(group: str) -> str:
    """The name of a target group; "" is everybody else."""
    return str(TARGET_GROUPS[group]) if group else str(_("Everybody else"))


def duration(minutes: int) -> str:
    """Minutes as people say hours: "2 h", "1 h 30"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
