"""Series that have begun, with people in them and what was noted of them; inside a transaction (`making`)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.files import keep
from app.core.inspection import Inspected
from app.core.refusals import FileKind
from app.people.models import Participant
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.operations.attendance import NOTHING, Change, Mark, note_attendance
from app.workshops.attendance.operations.session_record import keep_scan
from app.workshops.enrolments.models import Enrolment
from app.workshops.papers.operations.papers import Visit, declare_visit
from app.workshops.planning.models.series import Workshop, WorkshopState
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import list_sessions
from app.workshops.projects.models import AlternativeKind
from app.workshops.projects.operations import Way, create_project_sheet
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.papers import a_pdf
from tests.factories.workshops import ZONE, make_workshop

PRESENT = Mark("present", 120)


def past_days(count: int) -> list[date]:
    """So many days, weekly, the last one a week ago."""
    return [clock.today(ZONE) - timedelta(weeks=count - at) for at in range(count)]


def make_running(
    actor: Actor, *names: str, days: Sequence[date] | None = None, **plan: Any
) -> tuple[Workshop, list[Enrolment]]:
    """A running series of two-hour sessions (two past ones unless `days`), people enrolled before it."""
    wanted = past_days(2) if days is None else days
    first = min(wanted, default=clock.today(ZONE))
    with clock.frozen_at(min(clock.now(), datetime.combine(first, time(8), UTC) - timedelta(days=3))):
        workshop = make_workshop(actor, sessions=wanted, state=WorkshopState.RUNNING, capacity=None, **plan)
        people = [make_person(actor, name) for name in names]
        return workshop, [make_enrolment(actor, workshop, person) for person in people]


def sessions_of(actor: Actor, workshop: Workshop) -> list[Session]:
    """The sessions of a series by time."""
    return list(list_sessions(actor, workshop))


def note(
    actor: Actor, session: Session, enrolment: Enrolment, mark: Mark = PRESENT, was: Mark = NOTHING
) -> None:
    """Note one person in one session."""
    change = Change(session.id, enrolment.id, was=was, now=mark)
    note_attendance(actor, workshop=session.workshop, changes=[change])


def attendance_of_each_kind(actor: Actor, participant: Participant, session_id: UUID) -> dict[str, UUID]:
    """A paper, a scan of the session and a project sheet; besides a series in which somebody was there.

    `slip_holder_id`: the place in a series whose slip can be scanned.
    """
    paper = declare_visit(
        actor,
        certificate_id=new_id(),
        participant=participant,
        visit=Visit(on=clock.today(ZONE), starts=time(9), ends=time(10)),
    )
    ways = [Way(kind=AlternativeKind.JOB, title="Num lar"), Way(kind=AlternativeKind.TRAINING)]
    sheet = create_project_sheet(actor, sheet_id=new_id(), participant=participant, ways=ways)
    card = catalogue().cards("home-family")[0]
    workshop, places = make_running(actor, "Abel Cartão", "Berta Cartão", competence_ids=[card.id])
    note(actor, sessions_of(actor, workshop)[0], places[0])
    where = actor.here()
    file = keep(Inspected(FileKind.PDF, a_pdf()), municipality_id=where, actor=actor)
    session = db.session.get_one(Session, session_id)
    scan = keep_scan(actor, scan_id=new_id(), session=session, file=file)
    return {
        "certificate_id": paper.id,
        "sheet_id": sheet.id,
        "scan_id": scan.id,
        "slip_holder_id": places[1].id,
    }
