"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.actor import SYSTEM
from app.core.belongings import Activity, rows_of
from app.core.config import Config
from app.core.feature import (
    Feature,
    MenuEntry,
    Nightly,
    PersonTable,
    Search,
    ToDo,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.core.person_page import PersonPage
from app.core.resting import Ground, Resting
from app.core.sheet_page import SeriesPage, SheetPage
from app.initiatives.blueprint import bp
from app.initiatives.groups import dossier as groups_dossier
from app.initiatives.groups import moments as groups_moments
from app.initiatives.groups import panels as groups
from app.initiatives.groups import receivers as groups_receivers
from app.initiatives.groups.models import InitiativeSheet, Member
from app.initiatives.groups.operations.initiatives import count_all_open
from app.initiatives.groups.queries import search_initiatives, taking_part
from app.initiatives.groups.tracing import backed_by
from app.initiatives.groups.wording import FILTERS as GROUPS_FILTERS
from app.initiatives.opportunities import panels as opportunities
from app.initiatives.opportunities.operations import end_by_day
from app.initiatives.trail import TRAIL

load("app.initiatives")

PERSON, SHEET = With("participant"), With("project_sheet")


def every_night(_settings: Config) -> None:
    """End what has seen its last day, and count anew what is open before gates: laws begin to hold."""
    end_by_day()
    count_all_open(SYSTEM)


FEATURE = Feature(
    "initiatives",
    bp,
    TRAIL,
    Words(GROUPS_FILTERS),
    MenuEntry(75, "initiatives.index", _("Initiatives"), "sparkles", Permission.INITIATIVE_READ),
    MenuEntry(76, "initiatives.opportunities", _("Opportunities"), "star", Permission.OPPORTUNITY_PROPOSE),
    Nightly(every_night),
    ToDo(groups.waiting),
    ToDo(opportunities.waiting),
    PersonPage(groups_moments.about, groups_moments.lines_of),
    SheetPage(groups.of_sheet),
    SeriesPage(groups.of_series),
    Resting(Ground.PARTY, _("Initiatives"), backed_by),
    Resting(Ground.PARTY, _("Opportunities"), opportunities.on_party),
    Search(
        35,
        Permission.INITIATIVE_READ,
        "initiatives/groups/_search_hits.html",
        lambda actor, text, _languages, at_most: search_initiatives(actor, text, at_most),
    ),
    Activity(taking_part),
    rows_of(_("Parts in initiatives"), Member, stays=True),
    PersonTable(
        Member,
        merging=groups_receivers.follow_the_person,
        exporting=groups_dossier.members,
        erasing=groups_receivers.forget_members,
        restricting=PERSON,
        sealing=groups_moments.lines_of,
    ),
    PersonTable(
        InitiativeSheet,
        merging=SHEET,
        exporting=groups_dossier.sheets,
        erasing=SHEET,
        restricting=SHEET,
        sealing=SHEET,
    ),
)
