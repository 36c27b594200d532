"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.feature import (
    Feature,
    MenuEntry,
    PersonTable,
    Retention,
    Search,
    ToComplete,
    ToDo,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.catalogue import dossier as catalogue_dossier
from app.initiatives.catalogue.models import ShownContact
from app.initiatives.catalogue.receivers import follow_the_person, forget_contacts
from app.initiatives.diary import dossier as diary_dossier
from app.initiatives.diary import panels as diary_panels
from app.initiatives.diary.models import DiaryEntry, DiaryPresence
from app.initiatives.diary.retention import forget_removed
from app.initiatives.groups import panels as groups
from app.initiatives.groups.queries import search_initiatives
from app.initiatives.groups.wording import FILTERS as GROUPS_FILTERS
from app.initiatives.trail import TRAIL

load("app.initiatives")
MEMBER = With("initiative_member")

FEATURE = Feature(
    "initiatives",
    bp,
    TRAIL,
    Words(GROUPS_FILTERS),
    MenuEntry(75, "initiatives.index", _("Initiatives"), "sparkles", Permission.INITIATIVE_READ),
    ToDo(groups.waiting),
    Search(
        35,
        Permission.INITIATIVE_READ,
        "initiatives/groups/_search_hits.html",
        lambda actor, text, _languages, at_most: search_initiatives(actor, text, at_most),
    ),
    MenuEntry(
        79, "initiatives.report_of_year", _("Initiatives in figures"), "file-text", Permission.STATISTICS_READ
    ),
    ToComplete(diary_panels.unfinished),
    ToDo(diary_panels.waiting),
    Retention(forget_removed),
    PersonTable(
        DiaryEntry,
        merging=MEMBER,
        exporting=diary_dossier.tasks,
        erasing=MEMBER,
        restricting=MEMBER,
        sealing=MEMBER,
    ),
    PersonTable(
        DiaryPresence,
        merging=MEMBER,
        exporting=diary_dossier.presences,
        erasing=MEMBER,
        restricting=MEMBER,
        sealing=MEMBER,
    ),
    PersonTable(
        ShownContact,
        merging=follow_the_person,
        exporting=catalogue_dossier.shown_contacts,
        erasing=forget_contacts,
        restricting=With("participant"),
        sealing=With("participant"),
    ),
)
