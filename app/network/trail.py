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
    },
    acts={
        "notice.raised": _("Somebody called from the kiosk"),
        "notice.withdrawn": _("The call from the kiosk was taken back"),
    },
)
