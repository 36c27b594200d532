"""How the audit trail speaks of initiatives."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "opportunity": _("an opportunity"),
        "initiative": _("an initiative"),
        "idea": _("an idea"),
        "initiative_canvas": _("the canvas of an initiative"),
        "initiative_shown_contact": _("a contact of somebody that everybody reads"),
        "initiative_entry": _("an entry in the diary of an initiative"),
    },
    acts={
        "initiative.page_written": _("%(who)s wrote what everybody reads of an initiative"),
        "initiative.translated": _("%(who)s translated what everybody reads of an initiative"),
        "initiative_shown_contact.agreed": _("%(who)s noted that everybody may read a contact of somebody"),
        "initiative_shown_contact.taken_back": _("A contact of somebody stands on no page any more"),
        "initiative_canvas.written": _("%(who)s wrote a version of the canvas of an initiative"),
        "initiative_entry.finished": _("%(who)s noted that a task of an initiative is done"),
        "initiative_entry.reopened": _("%(who)s noted that a task of an initiative is to be done again"),
    },
)
