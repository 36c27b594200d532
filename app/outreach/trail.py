"""How the audit trail speaks of outreach."""

from flask_babel import lazy_gettext as _

from app.core.feature import Trail

TRAIL = Trail(
    things={
        "outreach_device": _("a device for registering"),
        "outreach_pack": _("what was prepared for a session"),
        "outreach_record": _("a registration from a session"),
        "outreach_slip": _("slips for a session"),
        "outreach_registration": _("a registration at a session"),
    },
    acts={
        "outreach_registration.entered": _("%(who)s registered somebody at a session"),
        "outreach_registration.taken_back": _("%(who)s took back a registration at a session"),
    },
)
