"""The parts of the directory, as tabs over each of their lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for
from flask_babel import lazy_gettext as _

from app.core.permission import Permission


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the directory; with a `permission`, of those who hold it."""

    endpoint: str
    label: Any
    shelf: str | None = None
    permission: Permission | None = None


SECTIONS: list[Section] = [
    Section("directory.index", _("Services")),
    Section("directory.structures", _("Places")),
    Section("directory.shelf", _("Offers"), "offers"),
    Section("directory.slots", _("Drop-in slots")),
    Section("directory.shelf", _("Publications"), "publications"),
    Section("directory.shelf", _("Learning library"), "library"),
    Section("directory.interests", _("Wanted at the kiosk"), permission=Permission.INVENTORY_CLAIM),
]
"""In the order of the tabs."""


def sections() -> Sequence[dict[str, Any]]:
    """The tabs, the present one marked."""
    allowed = [each for each in SECTIONS if each.permission is None or g.actor.may(each.permission)]
    addresses = {each: url_for(each.endpoint, shelf=each.shelf) for each in allowed}
    return [
        {"label": each.label, "url": address, "is_current": address == request.path}
        for each, address in addresses.items()
    ]
