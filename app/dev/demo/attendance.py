"""Series that have been going on: attendance, one table not filled in, certificates, a project sheet."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import cycle

from app.core import clock
from app.core.actor import Actor
from app.core.db import new_id
from app.core.vocabulary import read_file
from app.dev.demo.enrolments import enrol_at_desk, people, series
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import actor_named
from app.dev.demo.workshops import FILE
from app.network.queries import get_zone
from app.people.models import Participant
from app.skills.queries.catalogue import catalogue
from app.workshops.attendance.operations.attendance import NOTHING, Change, Mark, note_attendance
from app.workshops.attendance.operations.session_record import write_summary
from app.workshops.attendance.queries.attendance import list_attenders
from app.workshops.papers.operations.papers import complete_series
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.operations.funders import add_funder
from app.workshops.planning.operations.series import end_workshop, start_workshop
from app.workshops.planning.operations.sessions import Appointment
from app.workshops.planning.queries.series import list_sessions
from app.workshops.projects.operations import Way, create_project_sheet

PLACES = (
    ("Biblioteca Municipal, sala 2", "Amieira"),
    ("Salão da Junta de São Brás da Ribeira", "São Brás da Ribeira"),
)
"""Places used once, and their parishes."""
FUNDING = ("Pessoas 2030", "Prioridade 4. Inclusão social", "CLDS 5G Vale de Amieira, operação 0123")
ABSENT, EXCUSED, LATE, PRESENT = "absent", "excused", "late", "present"
USUAL = (PRESENT, PRESENT, LATE, PRESENT, EXCUSED, PRESENT, PRESENT, PRESENT, ABSENT, PRESENT)


def write_attendance() -> None:
    """A project workshop that is running, and an atelier that has ended."""
    actor = actor_named("Inês Carvalhal")
    whom = people()
    today = clock.today(get_zone(AMIEIRA))
    days = [today + timedelta(weeks=week) for week in (-3, -2, -1, 0, 1)]
    running = _series(actor, "Da ideia ao primeiro passo", "project", days, whom)
    for session in list_sessions(actor, running)[:2]:
        _note(actor, running, session)
    _project_sheet(actor, whom[0], running)
    days = [today - timedelta(weeks=week) for week in (9, 8, 7)]
    ended = _series(actor, "Cozinhar para muita gente", "atelier", days, whom[:8])
    for session in list_sessions(actor, ended):
        _note(actor, ended, session)
    sessions, attenders = list_sessions(actor, ended), list_attenders(actor, ended)
    complete_series(actor, workshop=ended, sessions=sessions, people=attenders)
    end_workshop(actor, workshop=ended)


def _series(
    actor: Actor, title: str, kind: str, days: Sequence[date], whom: Sequence[Participant]
) -> Workshop:
    """Planned and enrolled for a week before it began."""
    before = datetime.combine(days[0] - timedelta(days=7), time(10), UTC)
    with clock.frozen_at(before):
        cards = catalogue().cards("home-family" if kind == "atelier" else "work")[:2]
        appointments = [
            Appointment(on=day, starts=time(10), ends=time(12, 30), place_name=name, parish_id=id_of(parish))
            for day, (name, parish) in zip(days, cycle(PLACES), strict=False)
        ]
        facts = {"capacity": 16, "certificate_share": 75, "competence_ids": [card.id for card in cards]}
        workshop = series(actor, title, kind, appointments, **facts)
        for heading in FUNDING:
            add_funder(actor, workshop=workshop, heading=heading)
        for person in whom:
            enrol_at_desk(actor, workshop, person)
        start_workshop(actor, workshop=workshop)
    return workshop


def _note(actor: Actor, workshop: Workshop, session: Session) -> None:
    marks = {LATE: Mark(LATE, session.minutes - 20), EXCUSED: Mark(EXCUSED, 0, "transport")}
    changes = [
        Change(session.id, row.enrolment.id, NOTHING, marks.get(state, Mark(state, session.minutes)))
        for row, state in zip(list_attenders(actor, workshop), USUAL * 3, strict=False)
    ]
    with clock.frozen_at(session.ends_at + timedelta(minutes=10)):
        note_attendance(actor, workshop=workshop, changes=changes)
        text = "Apresentação do grupo. O que cada pessoa sabe fazer; as primeiras ideias."
        write_summary(actor, session=session, version=session.version, text=text)


def _project_sheet(actor: Actor, person: Participant, workshop: Workshop) -> None:
    today, ways = clock.today(get_zone(AMIEIRA)), []
    for entry in read_file(FILE)["way"]:
        by = today + timedelta(days=entry.pop("in_days")) if "in_days" in entry else None
        ways.append(Way(first_step_by=by, **entry))
    create_project_sheet(
        actor, sheet_id=new_id(), participant=person, workshop_id=workshop.id, chosen=1, ways=ways
    )
