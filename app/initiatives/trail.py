"""How the audit trail speaks of initiatives."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "opportunity": _("an opportunity"),
        "opportunity_merge": _("the merge of two opportunities"),
        "initiative": _("an initiative"),
        "initiative_member": _("somebody's part in an initiative"),
        "initiative_backer": _("an organisation behind an initiative"),
        "idea": _("an idea"),
    },
    acts={
        "initiative.idea": _("%(who)s put an initiative back to the idea"),
        "initiative.exploring": _("%(who)s let an initiative on to exploring, or put it back there"),
        "initiative.planning": _("%(who)s let an initiative on to planning, or put it back there"),
        "initiative.trial": _("%(who)s let an initiative on to its trial, or put it back there"),
        "initiative.launched": _("%(who)s set down an initiative as launched"),
        "initiative.consolidated": _("%(who)s set down an initiative as consolidated"),
        "initiative.paused": _("%(who)s paused an initiative"),
        "initiative.closed": _("%(who)s closed an initiative"),
        "initiative.item_answered": _("%(who)s noted how an item of a checklist stands"),
        "initiative.item_open": _("%(who)s noted that an item of a checklist is open after all"),
        "initiative_member.active": _("%(who)s noted that somebody takes part in an initiative"),
        "initiative_member.invited": _("%(who)s noted that somebody is invited to an initiative"),
        "initiative_member.declined": _("%(who)s noted that somebody declined an initiative"),
        "initiative_member.left": _("%(who)s noted that somebody left an initiative"),
        "opportunity.draft": _("%(who)s put an opportunity back to draft"),
        "opportunity.open": _("%(who)s opened an opportunity"),
        "opportunity.served": _("%(who)s noted that an initiative sees to an opportunity"),
        "opportunity.ended": _("%(who)s ended an opportunity"),
        "opportunity.merged": _("%(who)s made an opportunity part of another one"),
        "opportunity_merge.merged": _("%(who)s merged two opportunities"),
        "opportunity_merge.parted": _("%(who)s made two opportunities of one again"),
    },
)
