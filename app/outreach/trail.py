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
        "outreach_device.code": _("%(who)s made a code for a registering device"),
        "outreach_device.enrolled": _("A device for registering was enrolled"),
        "outreach_device.let_go": _("A browser was let go as a registering device"),
        "outreach_device.revoked": _("%(who)s cut off a registering device"),
        "outreach_pack.prepared": _("%(who)s prepared a device for a session"),
    },
)
