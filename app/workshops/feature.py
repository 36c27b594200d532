"""What workshops tells the house."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from app.core.actor import SYSTEM
from app.core.belongings import Activity, rows_of
from app.core.config import Config
from app.core.evidence import Evidence
from app.core.feature import (
    NOT_YET,
    Feature,
    FrontPage,
    Link,
    MenuEntry,
    Nightly,
    PersonTable,
    Search,
    ToComplete,
    ToDo,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.core.person_page import PersonPage
from app.core.programme import Told
from app.core.resting import Ground, Resting, RestingRows
from app.workshops.attendance.models import Attendance
from app.workshops.blueprint import bp
from app.workshops.enrolments import receivers as enrolments
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.inventories import keep_lists
from app.workshops.enrolments.operations.waiting import offer_in_the_night
from app.workshops.enrolments.queries.enrolments import get_enrolment
from app.workshops.overview import dossier, moments, panels, programme
from app.workshops.papers import receivers as papers
from app.workshops.papers.models import Certificate
from app.workshops.papers.queries import get_certificate
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.queries import evidence
from app.workshops.planning.queries.resting import on_protocol
from app.workshops.planning.queries.series import hosted_by, search_workshops
from app.workshops.planning.views import filters
from app.workshops.projects import receivers as projects
from app.workshops.projects.models import ProjectAlternative, ProjectSheet
from app.workshops.proposals import receivers as proposals
from app.workshops.proposals.models import WorkshopProposal
from app.workshops.reminders.models import Reminder
from app.workshops.reminders.operations import remind
from app.workshops.trail import TRAIL

load("app.workshops")


def every_night(settings: Config) -> None:
    """Keep the lists on which places hang, offer what was left free, and remind of sessions."""
    keep_lists(SYSTEM)
    offer_in_the_night(SYSTEM)
    remind(SYSTEM, days=settings.reminder_days)


GOING_ON = ("requested", "confirmed", "waitlisted", "offered")
"""The states of a place before anything has come of it."""


def taking_part(_since: datetime) -> Select[Any]:
    """Who has a place, or waits for one, in a series that goes on."""
    theirs = select(Enrolment.participant_id).join(Workshop, Workshop.id == Enrolment.workshop_id)
    return theirs.where(
        Enrolment.state.in_(GOING_ON), Workshop.state.in_((WorkshopState.OPEN, WorkshopState.RUNNING))
    )


BELONGINGS = (
    rows_of(_("Places in workshops, with who was there"), Enrolment, stays=True),
    rows_of(_("Certificates and declarations"), Certificate, stays=True),
    rows_of(_("Project sheets"), ProjectSheet),
    rows_of(_("Offers to teach something"), WorkshopProposal),
)
PERSON, ENROLMENT, SHEET = With("participant"), With("enrolment"), With("project_sheet")

FEATURE = Feature(
    "workshops",
    bp,
    TRAIL,
    Nightly(every_night),
    Words(filters.FILTERS),
    MenuEntry(50, "workshops.index", _("Workshops"), "hand-helping", Permission.WORKSHOP_READ),
    MenuEntry(60, "workshops.calendar", _("Calendar"), "calendar", Permission.WORKSHOP_READ),
    MenuEntry(70, "workshops.statistics", _("Reports"), "file-text", Permission.STATISTICS_READ),
    Search(
        30,
        Permission.WORKSHOP_READ,
        "workshops/_search_hits.html",
        lambda actor, text, _languages, at_most: search_workshops(actor, text, at_most),
    ),
    RestingRows(Ground.PARTY, _("Workshops"), hosted_by, "workshops.show", "workshop_id"),
    PersonPage(panels.about, moments.lines_of),
    FrontPage(panels.front),
    ToComplete(panels.unfinished),
    ToDo(panels.waiting),
    Resting(Ground.PROTOCOL, _("Workshops"), on_protocol),
    Evidence(
        kind="session",
        label=_("Session"),
        done=_("it was held"),
        offered=evidence.offered_sessions,
        shown=evidence.shown_sessions,
        new=Link(_("Workshops"), "workshops.index", {}),
        permission=Permission.WORKSHOP_WRITE,
    ),
    Evidence(
        kind="series",
        label=_("Series of sessions"),
        done=_("it has ended"),
        offered=evidence.offered_series,
        shown=evidence.shown_series,
        new=Link(_("New workshop"), "workshops.new", {}),
        permission=Permission.WORKSHOP_WRITE,
    ),
    Told(programme.told),
    Activity(taking_part),
    *BELONGINGS,
    PersonTable(
        Enrolment,
        merging=enrolments.follow_the_person,
        exporting=dossier.enrolments,
        erasing=enrolments.forget_the_person,
        restricting=PERSON,
        sealing=get_enrolment,
    ),
    PersonTable(
        Attendance,
        merging=ENROLMENT,
        exporting=dossier.attendance,
        erasing=ENROLMENT,
        restricting=ENROLMENT,
        sealing=ENROLMENT,
    ),
    PersonTable(
        Reminder,
        merging=ENROLMENT,
        exporting=dossier.reminders,
        erasing=ENROLMENT,
        restricting=ENROLMENT,
        sealing=ENROLMENT,
    ),
    PersonTable(
        Certificate,
        merging=papers.follow_the_person,
        exporting=dossier.certificates,
        erasing=papers.take_the_name_off,
        restricting=PERSON,
        sealing=get_certificate,
    ),
    PersonTable(
        ProjectSheet,
        merging=projects.follow_the_person,
        exporting=dossier.project_sheets,
        erasing=PERSON,
        restricting=PERSON,
        sealing=PERSON,
    ),
    PersonTable(
        ProjectAlternative,
        merging=SHEET,
        exporting=dossier.project_ways,
        erasing=SHEET,
        restricting=SHEET,
        sealing=SHEET,
    ),
    PersonTable(
        WorkshopProposal,
        merging=proposals.follow_the_person,
        exporting=dossier.proposals,
        erasing=proposals.forget_proposals,
        restricting=PERSON,
        sealing=NOT_YET,
    ),
)
