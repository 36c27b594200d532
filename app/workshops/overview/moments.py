"""What happened with a person in series: enrolled, there or not, called, given a paper, a project begun."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select

from app.core import i18n
from app.core.actor import Actor
from app.core.feature import Link
from app.core.lines import WHOSE, Line, Lines, lines
from app.core.permission import Permission
from app.core.person_page import Moment
from app.people.models import Participant
from app.workshops.attendance.marks import states as marks
from app.workshops.attendance.models import Attendance, AttendanceState
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.papers.models import Certificate
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.projects.models import ProjectSheet
from app.workshops.reminders.models import Reminder

ENROLLED, ATTENDED, PAPER, CALLED, PROJECT = "enrolment", "attendance", "certificate", "call", "project_sheet"
CALLS = ("call", "cancellation")


def lines_of(actor: Actor, person: Participant) -> Sequence[Select[Any]]:
    """What whoever enrols people may read; project sheets for whoever goes with the person."""
    if not actor.may(Permission.ENROLMENT_WRITE, person.municipality_id):
        return ()
    of_series, sheets = _lines()
    if actor.may(Permission.INVENTORY_CLAIM, person.municipality_id):
        return [*of_series, sheets]
    return of_series


@cache
def _lines() -> tuple[Sequence[Select[Any]], Select[Any]]:
    mine = Enrolment.participant_id == WHOSE
    issued = lines(
        PAPER,
        Certificate.id,
        Certificate.issued_at,
        by=Certificate.issued_by,
        what=Certificate.kind,
        words=Certificate.title,
        until=Certificate.revoked_at,
    )
    sheets = lines(PROJECT, ProjectSheet.id, ProjectSheet.created_at, by=ProjectSheet.created_by)
    of_series = [each.where(mine) for each in (_enrolled(), _attended(), _called())]
    of_series.append(issued.where(Certificate.participant_id == WHOSE))
    return of_series, sheets.where(ProjectSheet.participant_id == WHOSE)


def _enrolled() -> Select[Any]:
    enrolled = lines(
        ENROLLED,
        Enrolment.id,
        Enrolment.created_at,
        by=Enrolment.created_by,
        what=Enrolment.state,
        words=Workshop.title,
        other=Enrolment.workshop_id,
    )
    return enrolled.join_from(Enrolment, Workshop, Workshop.id == Enrolment.workshop_id)


def _attended() -> Select[Any]:
    attended = lines(
        ATTENDED,
        Enrolment.id,
        Attendance.noted_at,
        by=Attendance.noted_by,
        what=Attendance.state,
        words=Workshop.title,
        on=Session.on,
        other=Session.id,
    )
    attended = attended.join_from(Attendance, Session, Session.id == Attendance.session_id)
    attended = attended.join(Enrolment, Enrolment.id == Attendance.enrolment_id)
    known = Attendance.state != AttendanceState.EXPECTED
    return attended.join(Workshop, Workshop.id == Enrolment.workshop_id).where(known)


def _called() -> Select[Any]:
    called = lines(
        CALLED,
        Reminder.id,
        Reminder.done_at,
        by=Reminder.done_by,
        what=Reminder.channel,
        words=Workshop.title,
    )
    called = called.join_from(Reminder, Enrolment, Enrolment.id == Reminder.enrolment_id)
    spoken = Reminder.channel.in_(CALLS), Reminder.done_at.is_not(None)
    return called.join(Workshop, Workshop.id == Enrolment.workshop_id).where(*spoken)


PAPERS: dict[str, Any] = {
    "participation": _("Certificate of participation issued"),
    "presence": _("Declaration of presence issued"),
}


def moments(read: Lines) -> Iterator[Moment]:
    """In words, each with the way to it."""
    for line in read[ENROLLED]:
        link = Link(_("Open the enrolment"), "workshops.enrolment", {"enrolment_id": line.id})
        yield Moment(line.at, _("Enrolled"), line.by, f"{line.words}: {ENROLMENT.name(line.what)}", link)
    for line in read[ATTENDED]:
        mark = marks().name(line.what, i18n.current().code).value
        yield Moment(line.at, mark, line.by, line.words, on=line.on)
    for line in read[CALLED]:
        yield Moment(line.at, _("Called about a session"), line.by, line.words)
    for line in read[PAPER]:
        yield from _of_paper(line)
    for line in read[PROJECT]:
        link = Link(_("Open the sheet"), "workshops.change_project_sheet", {"sheet_id": line.id})
        yield Moment(line.at, _("A project sheet was begun"), line.by, link=link)


def _of_paper(line: Line) -> Iterator[Moment]:
    link = Link(_("Open the paper"), "workshops.certificate", {"certificate_id": line.id})
    yield Moment(line.at, PAPERS[line.what], line.by, line.words, link, is_over=bool(line.until))
    if line.until:
        yield Moment(line.until, _("A paper was revoked"), text=line.words)
