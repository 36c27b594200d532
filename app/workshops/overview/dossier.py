"""What a person gets of workshops when they ask for their data: places, presences, papers, plans, offers."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from app.core.db import db
from app.core.dossier import By, Cell, Lexicon, Raw, Section, Told
from app.core.papers.speaker import duration
from app.people.dossier import tongue
from app.people.models import Participant
from app.skills.dossier import competence_name
from app.skills.models.inventory import Inventory
from app.skills.queries.catalogue import catalogue_for
from app.workshops.attendance.marks import states
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.reasons import reasons
from app.workshops.papers.models import Certificate
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.projects.models import ProjectAlternative, ProjectSheet
from app.workshops.proposals.models import WorkshopProposal
from app.workshops.reminders.models import Reminder

_FILE = Path(__file__).with_suffix(".toml")
LEXICON = Lexicon(_FILE, reason=reasons, presence=states)
OF_PROPOSALS = Lexicon(_FILE)


def enrolments(person: Participant) -> Section:
    """Every place they had or wait for."""
    mine = select(Enrolment, Workshop.title).join(Enrolment.workshop).where(_whose(person))
    found = db.session.execute(mine.order_by(Enrolment.created_at, Enrolment.id)).all()
    rows = [{"workshop": title, **_place(each)} for each, title in found]
    return Section("enrolments", LEXICON, rows, [each.id for each, _title in found], states="enrolment")


def attendance(person: Participant) -> Section:
    """In which sessions they were."""
    noted = select(Attendance, Session.on, Workshop.title).join(Session, Session.id == Attendance.session_id)
    theirs = noted.join(Session.workshop).where(Attendance.enrolment_id.in_(_places(person)))
    found = db.session.execute(theirs.order_by(Session.on, Session.id)).all()
    rows = [
        {
            "workshop": title,
            "session": on,
            "state": LEXICON.told("presence", each.state),
            "minutes": _minutes(each.minutes),
            "reason": LEXICON.told("reason", each.reason),
            "noted_how": LEXICON.told("noted_how", each.noted_how),
            "noted_at": each.noted_at,
            "noted_by": By(each.noted_by),
        }
        for each, on, title in found
    ]
    return Section("attendance", LEXICON, rows)


def reminders(person: Participant) -> Section:
    """When and how they were reminded of a session, or told that it does not take place."""
    sent = select(Reminder, Session.on, Workshop.title).join(Session, Session.id == Reminder.session_id)
    theirs = sent.join(Session.workshop).where(Reminder.enrolment_id.in_(_places(person)))
    found = db.session.execute(theirs.order_by(Reminder.created_at, Reminder.id)).all()
    rows = [
        {
            "workshop": title,
            "session": on,
            "channel": LEXICON.told("channel", each.channel),
            "created_at": each.created_at,
            "done_at": each.done_at,
            "done_by": By(each.done_by),
        }
        for each, on, title in found
    ]
    return Section("reminders", LEXICON, rows)


def certificates(person: Participant) -> Section:
    """Which papers were issued, and what stands on them; not the code, which stands on the paper alone."""
    theirs = select(Certificate).where(Certificate.participant_id == person.id)
    found = db.session.scalars(theirs.order_by(Certificate.issued_at, Certificate.id)).all()
    rows = [
        {
            "kind": LEXICON.told("paper", each.kind),
            "name": each.name,
            "title": each.title,
            "first_on": each.first_on,
            "last_on": each.last_on,
            "starts": each.starts,
            "ends": each.ends,
            "minutes": _minutes(each.minutes),
            "minutes_held": _minutes(each.minutes_held),
            "language": tongue(each.language),
            "issued_at": each.issued_at,
            "issued_by": By(each.issued_by),
            "revoked_at": each.revoked_at,
            "corrected_at": each.corrected_at,
        }
        for each in found
    ]
    return Section("certificates", LEXICON, rows, [each.id for each in found])


def project_sheets(person: Participant) -> Section:
    """Which project sheets they made."""
    mine = select(ProjectSheet, Workshop.title).outerjoin(Workshop, Workshop.id == ProjectSheet.workshop_id)
    theirs = mine.where(ProjectSheet.participant_id == person.id)
    rows = [
        {
            "created_at": sheet.created_at,
            "created_by": By(sheet.created_by),
            "workshop": title or "",
            "chosen": _counted(sheet.chosen),
        }
        for sheet, title in db.session.execute(theirs.order_by(ProjectSheet.created_at, ProjectSheet.id))
    ]
    return Section("project_sheets", LEXICON, rows)


def project_ways(person: Participant) -> Section:
    """The ways that they compared on these sheets."""
    ways = select(ProjectAlternative, ProjectSheet.created_at)
    ways = ways.join(ProjectSheet, ProjectSheet.id == ProjectAlternative.sheet_id)
    theirs = ways.where(ProjectSheet.participant_id == person.id)
    in_order = theirs.order_by(ProjectSheet.created_at, ProjectSheet.id, ProjectAlternative.position)
    rows = [
        {
            "sheet": made_at,
            "position": _counted(way.position),
            "kind": LEXICON.told("way", way.kind),
            "title": way.title,
            "brings": way.brings,
            "takes": way.takes,
            "first_step": way.first_step,
            "first_step_by": way.first_step_by,
        }
        for way, made_at in db.session.execute(in_order)
    ]
    return Section("project_ways", LEXICON, rows)


def proposals(person: Participant) -> Section:
    """What they offered to teach."""
    offered = select(WorkshopProposal, Workshop.title)
    offered = offered.outerjoin(Workshop, Workshop.id == WorkshopProposal.workshop_id)
    theirs = or_(
        WorkshopProposal.participant_id == person.id, WorkshopProposal.inventory_id.in_(_lists(person))
    )
    in_order = offered.where(theirs).order_by(WorkshopProposal.created_at, WorkshopProposal.id)
    found = db.session.execute(in_order).all()
    known = catalogue_for(each.competence_id for each, _title in found)
    rows = [
        {
            "competence": competence_name(each.competence_id, known),
            "words": each.words,
            "language": tongue(each.language),
            "state": OF_PROPOSALS.told("proposal", each.state),
            "workshop": title or "",
            "created_at": each.created_at,
            "decided_at": each.decided_at,
            "came_with": _id(each.came_with),
        }
        for each, title in found
    ]
    return Section("proposals", OF_PROPOSALS, rows, [each.id for each, _title in found], states="proposal")


def _place(each: Enrolment) -> dict[str, Cell]:
    return {
        "state": LEXICON.told("enrolment", each.state),
        "created_at": each.created_at,
        "created_by": By(each.created_by),
        "origin": LEXICON.told("origin", each.origin),
        "language": tongue(each.language),
        "queue_number": each.queue_number,
        "needs_transport": each.needs_transport,
        "needs_childcare": each.needs_childcare,
        "tell_name": each.tell_name,
        "tell_contact": each.tell_contact,
        "note": each.note,
        "offered_at": each.offered_at,
        "written_by": LEXICON.told("channel", each.written_by),
        "tries": each.tries,
        "tried_at": each.tried_at,
        "reached_at": each.reached_at,
        "answer_until": each.answer_until,
        "came_with": _id(each.came_with),
    }


def _places(person: Participant) -> Select[UUID]:
    return select(Enrolment.id).where(_whose(person))


def _whose(person: Participant) -> ColumnElement[bool]:
    return or_(Enrolment.participant_id == person.id, Enrolment.inventory_id.in_(_lists(person)))


def _lists(person: Participant) -> Select[UUID]:
    return select(Inventory.id).where(Inventory.participant_id == person.id)


def _counted(position: int | None) -> Told | None:
    """A way on a sheet, as people count."""
    return None if position is None else Told(position, lambda _spoken: str(position + 1))


def _minutes(minutes: int) -> Told | None:
    return Told(minutes, duration(minutes)) if minutes else None


def _id(row_id: UUID | None) -> Raw:
    return Raw(str(row_id) if row_id else None)
