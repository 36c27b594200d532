"""How the audit trail speaks of initiatives."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "opportunity": _("an opportunity"),
        "initiative": _("an initiative"),
        "idea": _("an idea"),
    },
    acts={},
)
