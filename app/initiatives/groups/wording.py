"""How initiatives are said on screen."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import i18n
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.shares import typed_of
from app.initiatives.groups.states import INITIATIVE, MEMBER

BACKER_ROLES: Mapping[str, Any] = {
    "promoter": _("Promoter"),
    "mentor": _("Mentor"),
    "supporter": _("Supporting partner"),
}


def kind_of_initiative(key: str) -> str:
    """A kind in the language of the page."""
    return kinds().name(key, i18n.current().code).value


def per_cent(share: int) -> str:
    """A share, given in hundredths of a per cent: "33,34 %"."""
    return f"{typed_of(share)} %"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "kind_of_initiative": kind_of_initiative,
    "stage_name": INITIATIVE.name,
    "stage_tone": INITIATIVE.tone,
    "member_state": MEMBER.name,
    "member_tone": MEMBER.tone,
    "per_cent": per_cent,
}
