"""How the audit trail speaks of outreach."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "outreach_device": _("a device for registering"),
        "outreach_pack": _("what was prepared for a session"),
        "outreach_record": _("a registration from a session"),
        "outreach_slip": _("slips for a session"),
        "outreach_list": _("a list of a partner"),
    },
    acts={
        "outreach_list.created": _("A list of a partner was received"),
        "outreach_list.open": _("What its columns mean was said"),
        "outreach_list.decided": _("It was decided about people of a list"),
        "outreach_list.brought": _("A list of a partner was brought in"),
        "outreach_list.undone": _("What a list brought was taken back"),
        "outreach_list.dropped": _("A list of a partner was put away"),
    },
)
