"""What outreach tells the house."""

from flask_babel import lazy_gettext as _

from app.core.belongings import rows_of
from app.core.enrolling import EnrolledAs
from app.core.feature import Feature, MenuEntry, PersonTable, Retention, With, load
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.devices.presence import carries_cookie
from app.outreach.lists import dossier as list_dossier
from app.outreach.lists import receivers as list_receivers
from app.outreach.lists.models import ListRow
from app.outreach.lists.queries import people_of
from app.outreach.lists.retention import forget_rows
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
    Retention(forget_rows),
    rows_of(_("Rows of lists from partners"), ListRow),
    PersonTable(
        ListRow,
        merging=list_receivers.follow_the_person,
        exporting=list_dossier.listed,
        erasing=list_receivers.forget_rows,
        restricting=PERSON,
        sealing=people_of,
    ),
)
