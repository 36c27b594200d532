"""What outreach tells the house."""

from flask_babel import lazy_gettext as _

from app.core.enrolling import EnrolledAs
from app.core.feature import Feature, MenuEntry, Nightly, PersonTable, With, load
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.deliveries.jobs import queue_forgotten
from app.outreach.devices.presence import carries_cookie
from app.outreach.registrations import dossier as registrations_dossier
from app.outreach.registrations import receivers as registrations
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
    Nightly(queue_forgotten),
    PersonTable(
        Registration,
        merging=registrations.follow_the_person,
        exporting=registrations_dossier.registrations,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
)
