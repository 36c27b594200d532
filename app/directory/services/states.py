"""The states of a service: which may follow which, for whom, why one goes back, and how they are said."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.directory.index.permissions import may_edit
from app.directory.services.models import Service
from app.directory.services.models import ServiceState as S

_TWICE, _OTHER = {"twice": _("It is there twice")}, {"other": _("Another reason")}
RETURN_REASONS: Mapping[str, Any] = {
    "incomplete": _("Something is missing"),
    "unclear": _("It is hard to understand"),
    "wrong": _("Something is not right"),
    **_TWICE,
    **_OTHER,
}
"""Why a proposal goes back to its author."""
SUSPEND_REASONS: Mapping[str, Any] = {
    "closed_for_now": _("Closed for a while"),
    "no_places": _("No places left"),
    "being_checked": _("It is being checked"),
    "nobody_answers": _("Nobody answers"),
    **_OTHER,
}
"""Why a service is not shown for a while."""
ARCHIVE_REASONS: Mapping[str, Any] = {
    "ended": _("It has ended"),
    "merged": _("It became part of another service"),
    **_TWICE,
    "moved_away": _("It moved to another municipality"),
    **_OTHER,
}
"""Why a service is shown no more."""
REASONS: Mapping[str, Any] = {**RETURN_REASONS, **SUSPEND_REASONS, **ARCHIVE_REASONS}


def _publishes(actor: Actor, service: Service) -> bool:
    return actor.may(Permission.DIRECTORY_PUBLISH, service.municipality_id)


SERVICE = Machine(
    Step(S.DRAFT, S.PROPOSED, may=may_edit),
    Step(S.DRAFT, S.ARCHIVED, may=may_edit, reasons=ARCHIVE_REASONS),
    Step(S.PROPOSED, S.DRAFT, may=may_edit, reasons=RETURN_REASONS),
    Step(S.PROPOSED, S.PUBLISHED, may=_publishes),
    Step(S.PROPOSED, S.ARCHIVED, may=may_edit, reasons=ARCHIVE_REASONS),
    Step(S.PUBLISHED, S.SUSPENDED, may=may_edit, reasons=SUSPEND_REASONS),
    Step(S.PUBLISHED, S.ARCHIVED, may=may_edit, reasons=ARCHIVE_REASONS),
    Step(S.SUSPENDED, S.DRAFT, may=may_edit, reasons=RETURN_REASONS),
    Step(S.SUSPENDED, S.PUBLISHED, may=_publishes),
    Step(S.SUSPENDED, S.ARCHIVED, may=may_edit, reasons=ARCHIVE_REASONS),
    Step(S.ARCHIVED, S.DRAFT, may=may_edit),
    names={
        S.DRAFT: _("Draft"),
        S.PROPOSED: _("Proposed"),
        S.PUBLISHED: _("Published"),
        S.SUSPENDED: _("Hidden for a while"),
        S.ARCHIVED: _("Archived"),
    },
    tones={S.PROPOSED: "petrol", S.PUBLISHED: "good", S.SUSPENDED: "ochre"},
)
