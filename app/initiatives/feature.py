"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.feature import (
    Feature,
    MenuEntry,
    PersonTable,
    Retention,
    ToComplete,
    ToDo,
    With,
    load,
)
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.diary import dossier as diary_dossier
from app.initiatives.diary import panels as diary_panels
from app.initiatives.diary.models import DiaryEntry, DiaryPresence
from app.initiatives.diary.retention import forget_removed
from app.initiatives.trail import TRAIL

load("app.initiatives")
MEMBER = With("initiative_member")

FEATURE = Feature(
    "initiatives",
    bp,
    TRAIL,
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
)
