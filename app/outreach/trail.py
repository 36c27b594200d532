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
        "outreach_list": _("a list of a partner"),
    },
    acts={
        "outreach_record.received": _("%(who)s handed over a registration from a session"),
        "outreach_record.registered": _("%(who)s registered somebody from what a device handed over"),
        "outreach_record.attention": _("A registration from a session needs attention"),
        "outreach_record.dismissed": _("%(who)s set a registration from a session aside"),
        "outreach_record.let_in": _("%(who)s let a registration from a session in"),
        "outreach_record.answered_for": _("%(who)s answered for a registration whose registrar has left"),
        "outreach_record.given_to_session": _("%(who)s said in which session a registration was made"),
        "outreach_record.tried_again": _("%(who)s had a registration from a session tried once more"),
        "outreach_record.read": _("%(who)s read a registration from a session"),
        "outreach_record.edited": _("%(who)s noted something about a registration from a session"),
        "outreach_registration.entered": _("%(who)s registered somebody at a session"),
        "outreach_registration.taken_back": _("%(who)s took back a registration at a session"),
        "outreach_device.code": _("%(who)s made a code for a registering device"),
        "outreach_device.enrolled": _("A device for registering was enrolled"),
        "outreach_device.let_go": _("A browser was let go as a registering device"),
        "outreach_device.revoked": _("%(who)s cut off a registering device"),
        "outreach_pack.prepared": _("%(who)s prepared a device for a session"),
        "outreach_list.decided": _("%(who)s decided who people in a list of a partner are"),
        "outreach_list.brought": _("%(who)s brought in a list of a partner"),
        "outreach_list.undone": _("%(who)s took back what a list of a partner had brought"),
        "outreach_list.result_taken": _("%(who)s took away what became of a list of a partner, as a file"),
    },
)
