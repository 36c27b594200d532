"""How the audit trail speaks of directory."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "service": _("a service"),
        "service_report": _("what an owner says of a service"),
        "structure": _("a structure"),
        "drop_in_slot": _("a drop-in slot"),
        "offer": _("an offer"),
        "publication": _("a publication"),
        "library_item": _("something in the library"),
        "stock_movement": _("a movement of printed copies"),
        "interest": _("a wish from the kiosk"),
        "directory_import": _("a list brought into the directory"),
    },
    acts={
        "service.reminded": _("Reminders to check services were sent"),
        "service_report.said": _("%(who)s said whether a service is as the directory says"),
        "service_report.settled": _("%(who)s mended a service as its owner said"),
        "service_report.unsettled": _("%(who)s put back to be mended what an owner said of a service"),
        "offer.hindrances_noted": _("%(who)s noted why an offer stays unfilled"),
        "stock_movement.noted": _("%(who)s noted how many printed copies came, were taken or were counted"),
        "stock_movement.reversed": _("%(who)s evened out a movement of printed copies"),
        "service.checked": _("%(who)s checked that a service is right"),
    },
)
