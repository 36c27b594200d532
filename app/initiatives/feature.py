"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.config import Config
from app.core.feature import (
    Feature,
    MenuEntry,
    Nightly,
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
from app.core.resting import Ground, Resting
from app.initiatives.blueprint import bp
from app.initiatives.diary import dossier as diary_dossier
from app.initiatives.diary import panels as diary_panels
from app.initiatives.diary.models import DiaryEntry, DiaryPresence
from app.initiatives.diary.retention import forget_removed
from app.initiatives.groups import panels as groups
from app.initiatives.groups.queries import search_initiatives
from app.initiatives.groups.wording import FILTERS as GROUPS_FILTERS
from app.initiatives.opportunities import panels as opportunities
from app.initiatives.opportunities.operations import end_by_day
from app.initiatives.trail import TRAIL

load("app.initiatives")
MEMBER = With("initiative_member")


def every_night(_settings: Config) -> None:
    """End what has seen its last day."""
    end_by_day()


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
        76,
        "initiatives.opportunities",
        _("Opportunities"),
        "star",
        Permission.OPPORTUNITY_PROPOSE,
    ),
    Nightly(every_night),
    ToDo(opportunities.waiting),
    Resting(Ground.PARTY, _("Opportunities"), opportunities.on_party),
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
