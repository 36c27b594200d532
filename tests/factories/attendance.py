"""Series that have begun, with people in them and what was noted of them; inside a transaction (`making`)."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from app.core import clock
from app.core.actor import Actor
from app.core.db import new_id
from app.people.models import Participant
from app.workshops import queries
from app.workshops.models import AlternativeKind, Enrolment, Session, Workshop, WorkshopState
from app.workshops.services.attendance import NOTHING, Change, Mark, note_attendance
from app.workshops.services.certificates import Visit, declare_visit
from app.workshops.services.project_sheets import Way, create_project_sheet
from app.workshops.slips import token_of
from tests.factories.enrolments import make_enrolment, make_person
from tests.factories.workshops import ZONE, make_workshop

PRESENT = Mark("present", 120)


def past_days(count: int) -> list[date]:
    """So many days, weekly, the last one a week ago."""
    return [clock.today(ZONE) - timedelta(weeks=count - at) for at in range(count)]


def make_running(
    actor: Actor, *names: str, days: Sequence[date] | None = None, **plan: object
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
    return list(queries.list_sessions(actor, workshop))


def note(
    actor: Actor, session: Session, enrolment: Enrolment, mark: Mark = PRESENT, was: Mark = NOTHING
) -> None:
    """Note one person in one session."""
    change = Change(session.id, enrolment.id, was=was, now=mark)
    note_attendance(actor, workshop=session.workshop, changes=[change])


def attendance_of_each_kind(actor: Actor, participant: Participant) -> dict[str, str]:
    """A slip, a paper, a scan's session and a project sheet, by the names of the addresses' parts."""
    now = clock.now()
    paper = declare_visit(
        actor,
        certificate_id=new_id(),
        participant=participant,
        visit=Visit(on=now.date(), starts=time(9), ends=time(10)),
    )
    sheet = create_project_sheet(
        actor,
        sheet_id=new_id(),
        participant=participant,
        ways=[Way(kind=AlternativeKind.JOB), Way(kind=AlternativeKind.TRAINING)],
    )
    workshop, places = make_running(actor, "Abel Cartão", title="Presenças")
    note(actor, sessions_of(actor, workshop)[0], places[0])
    return {
        "certificate_id": str(paper.id),
        "sheet_id": str(sheet.id),
        "slip_token": token_of(places[0].id),
    }
