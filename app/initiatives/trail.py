"""How the audit trail speaks of initiatives."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "benefits_told": _("that a member was told about benefits"),
        "cash_line": _("a line of a cash plan"),
        "cash_plan": _("a cash plan"),
        "hosted_activity": _("a hosted activity"),
        "hosted_booking": _("a row of an account"),
        "initiative_provider": _("a provider of an agency"),
        "initiative_terms": _("what was agreed for an initiative"),
        "money_movement": _("a movement of money"),
        "money_need": _("a need of money"),
        "money_source": _("a source of money"),
        "opportunity": _("an opportunity"),
        "initiative": _("an initiative"),
        "idea": _("an idea"),
    },
    acts={
        "benefits_told.told": _("%(who)s told a member what it may mean for benefits"),
        "hosted_booking.booked": _("%(who)s booked something in an account"),
        "hosted_booking.reversed": _("%(who)s evened out a mistake in an account"),
        "money_movement.noted": _("%(who)s noted a movement of money"),
        "money_movement.reversed": _("%(who)s evened out a movement of money"),
    },
)
