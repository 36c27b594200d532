"""What workshops tells the house."""

from flask_babel import lazy_gettext as _

from app.core.actor import SYSTEM
from app.core.config import Config
from app.core.feature import (
    NOT_YET,
    Feature,
    FrontPage,
    MenuEntry,
    Nightly,
    PersonPage,
    PersonTable,
    Search,
    ToComplete,
    ToDo,
    With,
    Words,
    load,
)
from app.core.permission import Permission
from app.workshops.attendance.models import Attendance
from app.workshops.blueprint import bp
from app.workshops.enrolments import receivers as enrolments
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations.inventories import keep_lists
from app.workshops.enrolments.operations.waiting import offer_in_the_night
from app.workshops.enrolments.queries.enrolments import get_enrolment
from app.workshops.overview import panels
from app.workshops.papers import receivers as papers
from app.workshops.papers.models import Certificate
from app.workshops.papers.queries import get_certificate
from app.workshops.planning.queries.series import search_workshops
from app.workshops.planning.views import filters
from app.workshops.projects import receivers as projects
from app.workshops.projects.models import ProjectAlternative, ProjectSheet
from app.workshops.proposals import receivers as proposals
from app.workshops.proposals.models import WorkshopProposal
from app.workshops.reminders.models import Reminder
from app.workshops.reminders.operations import remind

load("app.workshops")


def every_night(settings: Config) -> None:
    """Keep the lists on which places hang, offer what was left free, and remind of sessions."""
    keep_lists(SYSTEM)
    offer_in_the_night(SYSTEM)
    remind(SYSTEM, days=settings.reminder_days)


PERSON, ENROLMENT, SHEET = With("participant"), With("enrolment"), With("project_sheet")

FEATURE = Feature(
    "workshops",
    bp,
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
    PersonPage(panels.about),
    FrontPage(panels.front),
    ToComplete(panels.unfinished),
    ToDo(panels.waiting),
    PersonTable(Enrolment, merging=enrolments.follow_the_person, erasing=NOT_YET, sealing=get_enrolment),
    PersonTable(Attendance, merging=ENROLMENT, erasing=ENROLMENT, sealing=ENROLMENT),
    PersonTable(Reminder, merging=ENROLMENT, erasing=ENROLMENT, sealing=ENROLMENT),
    PersonTable(Certificate, merging=papers.follow_the_person, erasing=NOT_YET, sealing=get_certificate),
    PersonTable(ProjectSheet, merging=projects.follow_the_person, erasing=PERSON, sealing=PERSON),
    PersonTable(ProjectAlternative, merging=SHEET, erasing=SHEET, sealing=SHEET),
    PersonTable(
        WorkshopProposal,
        merging=proposals.follow_the_person,
        erasing=proposals.forget_words,
        sealing=NOT_YET,
    ),
)
