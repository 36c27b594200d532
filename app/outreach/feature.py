"""What outreach tells the house."""

from flask_babel import lazy_gettext as _

from app.core.enrolling import EnrolledAs
from app.core.feature import Feature, MenuEntry, load
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.devices.presence import carries_cookie
from app.outreach.trail import TRAIL

load("app.outreach")

FEATURE = Feature(
    "outreach",
    bp,
    TRAIL,
    EnrolledAs("outreach", carries_cookie),
    MenuEntry(55, "outreach.index", _("Outreach"), "clipboard-pen", Permission.OUTREACH_REGISTER),
    MenuEntry(112, "outreach.devices", _("Registering devices"), "tablet", Permission.DEVICE_WRITE),
)
