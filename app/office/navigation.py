"""The main menu: what there is, and what an actor may open of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.actor import Actor
from app.core.permission import Permission


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the menu. `endpoint` is Flask's name of it; None as `permission` is for all staff."""

    endpoint: str
    label: Any
    icon: str
    permission: Permission | None = None


PLACES: Sequence[Place] = (
    Place("office.front", _("Today"), "house"),
    Place("office.desk", _("Desk"), "qr-code", Permission.INVENTORY_CLAIM),
    Place("office.participants", _("Participants"), "users", Permission.PARTICIPANT_READ),
    Place("office.who_can", _("Who can do it"), "sparkles", Permission.PARTICIPANT_READ),
    Place("workshops.index", _("Workshops"), "hand-helping", Permission.WORKSHOP_READ),
    Place("workshops.calendar", _("Calendar"), "calendar", Permission.WORKSHOP_READ),
    Place("workshops.statistics", _("Activity report"), "file-text", Permission.STATISTICS_READ),
    Place("directory.index", _("Directory"), "info", Permission.DIRECTORY_READ),
    Place("network.organisations", _("Organisations"), "building-2", Permission.ORGANISATION_READ),
    Place("accounts.staff_list", _("Staff"), "user", Permission.STAFF_READ),
    Place("terminals.index", _("Kiosks"), "monitor", Permission.TERMINAL_WRITE),
    Place("network.municipality", _("Municipality"), "map-pin", Permission.MUNICIPALITY_WRITE),
    Place("office.audit_trail", _("Audit trail"), "history", Permission.AUDIT_READ),
    Place("office.dead_jobs", _("Failed jobs"), "refresh-cw", Permission.JOB_READ),
)


def places_for(actor: Actor) -> list[Place]:
    """The places an actor may open where they work now, in the order of the menu."""
    return [place for place in PLACES if place.permission is None or actor.may(place.permission)]
