"""What initiatives tell the house."""

from flask_babel import lazy_gettext as _

from app.core.actor import SYSTEM
from app.core.belongings import Activity, rows_of
from app.core.config import Config
from app.core.feature import (
    Feature,
    InventoryPage,
    MenuEntry,
    Nightly,
    PersonTable,
    Retention,
    Search,
    ToDo,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.core.person_page import PersonPage
from app.core.resting import Ground, RestingRows
from app.core.sheet_page import SeriesPage, SheetPage
from app.initiatives.arrangements import dossier as arrangements_dossier
from app.initiatives.arrangements import panels as arrangements_panels
from app.initiatives.arrangements import queries as arrangements_queries
from app.initiatives.arrangements import receivers as arrangements
from app.initiatives.arrangements.models import Booking, HostedActivity, Provider, Terms, Told
from app.initiatives.arrangements.wording import FILTERS as ARRANGEMENTS_FILTERS
from app.initiatives.blueprint import bp
from app.initiatives.catalogue import dossier as catalogue_dossier
from app.initiatives.catalogue.models import ShownContact
from app.initiatives.catalogue.receivers import follow_the_person, forget_contacts
from app.initiatives.circles import dossier as circles_dossier
from app.initiatives.circles import panels as circles_panels
from app.initiatives.circles import receivers as circles
from app.initiatives.circles import wording as circles_wording
from app.initiatives.circles.models import CirclePlace
from app.initiatives.diary import dossier as diary_dossier
from app.initiatives.diary import panels as diary_panels
from app.initiatives.diary.models import DiaryEntry, DiaryPresence
from app.initiatives.diary.retention import forget_removed
from app.initiatives.groups import dossier as groups_dossier
from app.initiatives.groups import moments as groups_moments
from app.initiatives.groups import panels as groups
from app.initiatives.groups import receivers as groups_receivers
from app.initiatives.groups.closing import Hanging
from app.initiatives.groups.models import InitiativeSheet, Member
from app.initiatives.groups.operations.initiatives import count_all_open
from app.initiatives.groups.queries import search_initiatives, taking_part
from app.initiatives.groups.tracing import backed_by, lines_of_series
from app.initiatives.groups.wording import FILTERS as GROUPS_FILTERS
from app.initiatives.ideas import dossier as ideas_dossier
from app.initiatives.ideas import panels as ideas
from app.initiatives.ideas.models import Idea
from app.initiatives.ideas.receivers import forget_ideas
from app.initiatives.money import panels as money_panels
from app.initiatives.opportunities import panels as opportunities
from app.initiatives.opportunities.operations import end_by_day
from app.initiatives.opportunities.queries import told_by
from app.initiatives.teams import combos_panel
from app.initiatives.teams import dossier as teams_dossier
from app.initiatives.teams import panels as teams_panels
from app.initiatives.teams import receivers as teams
from app.initiatives.teams import wording as teams_wording
from app.initiatives.teams.models import TeamPlace, TeamWish
from app.initiatives.trail import TRAIL

load("app.initiatives")
PERSON, LIST, SHEET = With("participant"), With("inventory"), With("project_sheet")
MEMBER, HOSTED = With("initiative_member"), With("hosted_activity")


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
    MenuEntry(77, "initiatives.measures", _("What opens doors"), "key-round", Permission.INITIATIVE_READ),
    Nightly(every_night),
    ToDo(groups.waiting),
    ToDo(opportunities.waiting),
    PersonPage(groups_moments.about, groups_moments.lines_of),
    SheetPage(groups.of_sheet),
    SeriesPage(lines_of_series, groups.of_series),
    RestingRows(Ground.PARTY, _("Initiatives"), backed_by, "initiatives.initiative", "initiative_id"),
    RestingRows(Ground.PARTY, _("Opportunities"), told_by, "initiatives.opportunity", "opportunity_id"),
    Search(
        35,
        Permission.INITIATIVE_READ,
        "initiatives/groups/_search_hits.html",
        lambda actor, text, _languages, at_most: search_initiatives(actor, text, at_most),
    ),
    MenuEntry(
        79, "initiatives.report_of_year", _("Initiatives in figures"), "file-text", Permission.STATISTICS_READ
    ),
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
    Words(teams_wording.FILTERS),
    PersonPage(teams_panels.about, teams_panels.lines_of),
    ToDo(teams_panels.waiting),
    rows_of(_("Proposals for teams"), TeamPlace),
    PersonTable(
        TeamPlace,
        merging=teams.follow_the_person,
        exporting=teams_dossier.places,
        erasing=teams.forget_places,
        restricting=teams.propose_nobody_at_rest,
        sealing=teams.propose_nobody_hidden,
    ),
    PersonTable(
        TeamWish,
        merging=teams.wishes_follow,
        exporting=teams_dossier.wishes,
        erasing=teams.forget_places,
        restricting=teams.propose_nobody_at_rest,
        sealing=teams.propose_nobody_hidden,
    ),
    ToDo(ideas.waiting),
    PersonPage(ideas.about, ideas.lines_of),
    PersonPage(combos_panel.about),
    InventoryPage(ideas.of_list),
    PersonTable(
        Idea,
        merging=LIST,
        exporting=ideas_dossier.ideas,
        erasing=forget_ideas,
        restricting=LIST,
        sealing=LIST,
    ),
    Words(ARRANGEMENTS_FILTERS),
    Hanging(money_panels.open_of),
    Hanging(arrangements_panels.open_of, arrangements_panels.open_of_member),
    Activity(arrangements_queries.working),
    Activity(arrangements_queries.uneven),
    rows_of(_("Work for an agency of proximity services"), Provider),
    PersonTable(
        HostedActivity,
        merging=MEMBER,
        exporting=arrangements_dossier.hosted_activities,
        erasing=arrangements.forget_the_person,
        restricting=MEMBER,
        sealing=MEMBER,
    ),
    PersonTable(
        Booking,
        merging=HOSTED,
        exporting=arrangements_dossier.hosted_bookings,
        erasing=arrangements.forget_the_person,
        restricting=HOSTED,
        sealing=HOSTED,
    ),
    PersonTable(
        Provider,
        merging=arrangements.follow_the_person,
        exporting=arrangements_dossier.providers,
        erasing=arrangements.forget_the_person,
        restricting=PERSON,
        sealing=arrangements_queries.provider_names,
    ),
    PersonTable(
        Terms,
        merging=MEMBER,
        exporting=arrangements_dossier.invoicing,
        erasing=MEMBER,
        restricting=MEMBER,
        sealing=MEMBER,
    ),
    PersonTable(
        Told,
        merging=MEMBER,
        exporting=arrangements_dossier.benefits_told,
        erasing=MEMBER,
        restricting=MEMBER,
        sealing=MEMBER,
    ),
    MenuEntry(78, "initiatives.circles", _("Circles of knowledge"), "refresh-cw", Permission.INITIATIVE_READ),
    Words(circles_wording.FILTERS),
    PersonPage(circles_panels.about, circles_panels.lines_of),
    SeriesPage(circles_panels.lines_of_series, circles_panels.of_series),
    ToDo(circles_panels.waiting),
    rows_of(_("Circles of knowledge"), CirclePlace),
    PersonTable(
        CirclePlace,
        merging=circles.follow_the_person,
        exporting=circles_dossier.places,
        erasing=circles.forget_places,
        restricting=circles.propose_nobody_at_rest,
        sealing=circles.propose_nobody_hidden,
    ),
)
