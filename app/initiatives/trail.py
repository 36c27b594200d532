"""How the audit trail speaks of initiatives."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "opportunity": _("an opportunity"),
        "opportunity_merge": _("the merge of two opportunities"),
        "initiative": _("an initiative"),
        "idea": _("an idea"),
        "initiative_canvas": _("the canvas of an initiative"),
        "initiative_entry": _("an entry in the diary of an initiative"),
    },
    acts={
        "initiative_canvas.written": _("%(who)s wrote a version of the canvas of an initiative"),
        "initiative_entry.finished": _("%(who)s noted that a task of an initiative is done"),
        "initiative_entry.reopened": _("%(who)s noted that a task of an initiative is to be done again"),
        "opportunity.draft": _("%(who)s put an opportunity back to draft"),
        "opportunity.open": _("%(who)s opened an opportunity"),
        "opportunity.served": _("%(who)s noted that an initiative sees to an opportunity"),
        "opportunity.ended": _("%(who)s ended an opportunity"),
        "opportunity.merged": _("%(who)s made an opportunity part of another one"),
        "opportunity_merge.merged": _("%(who)s merged two opportunities"),
        "opportunity_merge.parted": _("%(who)s made two opportunities of one again"),
    },
)
