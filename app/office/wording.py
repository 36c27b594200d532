"""How the office says what it asks."""

from typing import Any

from flask_babel import lazy_gettext as _

ASKED: dict[str, Any] = {
    "here": _("The person is here"),
    "written": _("The person asked in writing, and it is certain who wrote"),
    "represented": _("Whoever represents the person asked"),
}
"""How somebody asked for their data."""
