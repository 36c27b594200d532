"""What outreach tells the house."""

from flask_babel import lazy_gettext as _

from app.core.belongings import rows_of
from app.core.enrolling import EnrolledAs
from app.core.feature import Feature, MenuEntry, Nightly, PersonTable, Retention, ToDo, With, load
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.closing import panels as closing
from app.outreach.deliveries import dossier as deliveries_dossier
from app.outreach.deliveries import panels as deliveries_panels
from app.outreach.deliveries import receivers as deliveries
from app.outreach.deliveries.jobs import queue_forgotten
from app.outreach.deliveries.models import FieldRecord
from app.outreach.deliveries.operations.keeping import erase_dismissed
from app.outreach.deliveries.queries import find_person
from app.outreach.devices.presence import may_hold_records
from app.outreach.lists import dossier as list_dossier
from app.outreach.lists import panels as list_panels
from app.outreach.lists import receivers as list_receivers
from app.outreach.lists.models import ListRow
from app.outreach.lists.queries import people_of
from app.outreach.lists.retention import forget_rows
from app.outreach.registrations import dossier as registrations_dossier
from app.outreach.registrations import receivers as registrations
from app.outreach.registrations.models import Registration
from app.outreach.trail import TRAIL

load("app.outreach")
PERSON = With("participant")


def erase_over(is_meant: bool) -> str:  # noqa: FBT001  the shape of Retention
    """What was set aside long ago."""
    count = erase_dismissed(is_meant=is_meant)
    if not is_meant:
        return f"{count} registrations that were set aside would be emptied; --apply empties them"
    return f"{count} registrations that were set aside emptied"


FEATURE = Feature(
    "outreach",
    bp,
    TRAIL,
    EnrolledAs("outreach", may_hold_records),
    Nightly(queue_forgotten),
    Retention(erase_over),
    ToDo(deliveries_panels.waiting),
    rows_of(_("Registrations that devices handed over"), FieldRecord),
    Retention(forget_rows),
    ToDo(list_panels.waiting),
    ToDo(closing.waiting),
    rows_of(_("Rows of lists from partners"), ListRow),
    MenuEntry(55, "outreach.index", _("Outreach"), "clipboard-pen", Permission.OUTREACH_REGISTER),
    MenuEntry(112, "outreach.devices", _("Registering devices"), "tablet", Permission.DEVICE_WRITE),
    PersonTable(
        Registration,
        merging=registrations.follow_the_person,
        exporting=registrations_dossier.registrations,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        FieldRecord,
        merging=deliveries.follow_the_person,
        exporting=deliveries_dossier.records,
        erasing=deliveries.forget_the_person,
        restricting=PERSON,
        sealing=find_person,
    ),
    PersonTable(
        ListRow,
        merging=list_receivers.follow_the_person,
        exporting=list_dossier.listed,
        erasing=list_receivers.forget_rows,
        restricting=PERSON,
        sealing=people_of,
    ),
)
