"""How the audit trail speaks of initiatives."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "opportunity": _("an opportunity"),
        "opportunity_merge": _("the merge of two opportunities"),
        "initiative": _("an initiative"),
        "idea": _("an idea"),
        "opening_measure": _("a measure that opens doors"),
        "measure_search": _("a search for what would open most"),
    },
    acts={
        "idea.waiting": _("%(who)s put an idea back to waiting"),
        "idea.answered": _("%(who)s noted that an idea is answered"),
        "idea.opportunity": _("%(who)s noted to which opportunity an idea led"),
        "idea.initiative": _("%(who)s noted to which initiative an idea led"),
        "idea.withdrawn": _("Somebody at a kiosk took an idea back"),
        "opening_measure.withdrawn": _("%(who)s noted that a measure is no longer offered"),
        "opening_measure.offered_again": _("%(who)s noted that a measure is offered again"),
        "measure_search.solved": _("%(who)s found which measures would open most"),
        "opportunity.draft": _("%(who)s put an opportunity back to draft"),
        "opportunity.open": _("%(who)s opened an opportunity"),
        "opportunity.served": _("%(who)s noted that an initiative sees to an opportunity"),
        "opportunity.ended": _("%(who)s ended an opportunity"),
        "opportunity.merged": _("%(who)s made an opportunity part of another one"),
        "opportunity_merge.merged": _("%(who)s merged two opportunities"),
        "opportunity_merge.parted": _("%(who)s made two opportunities of one again"),
    },
)
