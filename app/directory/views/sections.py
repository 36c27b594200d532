"""The parts of the directory, as tabs over each of their lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Section:
    """A list of the directory."""

    endpoint: str
    label: Any


SECTIONS: list[Section] = [
    Section("directory.index", _("Services")),
    Section("directory.structures", _("Places")),
]
"""In the order of the tabs."""


def sections() -> Sequence[dict[str, Any]]:
    """The tabs, the present one marked."""
    return [
        {
            "label": each.label,
            "url": url_for(each.endpoint),
            "is_current": each.endpoint == request.endpoint,
        }
        for each in SECTIONS
    ]
