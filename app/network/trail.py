"""How the audit trail speaks of network."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "municipality": _("the municipality"),
        "organisation": _("an organisation"),
        "local_holiday": _("a local holiday"),
        "notice": _("a call from the kiosk"),
        "parish": _("the list of parishes"),
        "partner_link": _("a link for a partner"),
    },
    acts={
        "partner_link.mailed": _("%(who)s mailed a link to a partner"),
        "partner_link.reminded": _("%(who)s reminded a partner of a link"),
        "partner_link.answered": _("%(who)s answered"),
        "notice.raised": _("Somebody called from the kiosk"),
        "notice.withdrawn": _("The call from the kiosk was taken back"),
    },
)
