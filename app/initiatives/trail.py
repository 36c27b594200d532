"""How the audit trail speaks of initiatives."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "opportunity": _("an opportunity"),
        "initiative": _("an initiative"),
        "idea": _("an idea"),
        "initiative_canvas": _("the canvas of an initiative"),
        "initiative_entry": _("an entry in the diary of an initiative"),
    },
    acts={
        "initiative_canvas.written": _("%(who)s wrote a version of the canvas of an initiative"),
        "initiative_entry.finished": _("%(who)s noted that a task of an initiative is done"),
        "initiative_entry.reopened": _("%(who)s noted that a task of an initiative is to be done again"),
    },
)
