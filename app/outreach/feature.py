"""What outreach tells the house."""

from flask_babel import lazy_gettext as _

from app.core.enrolling import EnrolledAs
from app.core.feature import Feature, MenuEntry, PersonTable, With, load
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.devices.presence import carries_cookie
from app.outreach.registrations import dossier, receivers
from app.outreach.registrations.models import Registration
from app.outreach.trail import TRAIL

load("app.outreach")

PERSON = With("participant")

FEATURE = Feature(
    "outreach",
    bp,
    TRAIL,
    EnrolledAs("outreach", carries_cookie),
    MenuEntry(55, "outreach.index", _("Outreach"), "clipboard-pen", Permission.OUTREACH_REGISTER),
    MenuEntry(112, "outreach.devices", _("Registering devices"), "tablet", Permission.DEVICE_WRITE),
    PersonTable(
        Registration,
        merging=receivers.follow_the_person,
        exporting=dossier.registrations,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
)
