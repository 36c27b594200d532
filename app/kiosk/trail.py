"""How the audit trail speaks of kiosk."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "terminal": _("a kiosk"),
    },
    acts={
        "terminal.code": _("%(who)s made a code for a kiosk"),
        "terminal.enrolled": _("A kiosk was enrolled"),
        "terminal.started": _("A kiosk was started"),
        "terminal.connected": _("A kiosk was connected"),
    },
)
