"""Series that have been going on: attendance, one table not filled in, certificates, a project sheet."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.dev.demo.places import AMIEIRA, id_of
from app.dev.demo.staff import HALL, actor_named
from app.network.queries import get_zone
from app.people.models import Participant
from app.skills.queries import catalogue
from app.workshops import services
from app.workshops.models import AlternativeKind, Session, Workshop, WorkshopKind
from app.workshops.queries import list_sessions
from app.workshops.queries.attendance import list_attenders
from app.workshops.services import Appointment, Plan
from app.workshops.services.attendance import NOTHING, Change, Mark, note_attendance
from app.workshops.services.certificates import complete_series
from app.workshops.services.enrolments import enrol
from app.workshops.services.project_sheets import Way, create_project_sheet
from app.workshops.services.session_record import write_summary

PLACES = ("Biblioteca Municipal, sala 2", "Salão da Junta de São Brás da Ribeira")
FUNDING = ("Pessoas 2030", "Prioridade 4. Inclusão social", "CLDS 5G Vale de Amieira, operação 0123")
ABSENT, EXCUSED, LATE, PRESENT = "absent", "excused", "late", "present"
USUAL = (PRESENT, PRESENT, LATE, PRESENT, EXCUSED, PRESENT, PRESENT, PRESENT, ABSENT, PRESENT)


def write_attendance() -> None:
    """A project workshop that is running, and an atelier that has ended."""
    actor = actor_named("Inês Carvalhal")
    people = _people()
    today = clock.today(get_zone(AMIEIRA))
    running = _series(
        actor,
        "Da ideia ao primeiro passo",
        WorkshopKind.PROJECT,
        [today + timedelta(weeks=week) for week in (-3, -2, -1, 0, 1)],
        people,
    )
    for session in list_sessions(actor, running)[:2]:
        _note(actor, running, session)
    _project_sheet(actor, people[0], running)
    ended = _series(
        actor,
        "Cozinhar para muita gente",
        WorkshopKind.ATELIER,
        [today - timedelta(weeks=week) for week in (9, 8, 7)],
        people[:8],
    )
    for session in list_sessions(actor, ended):
        _note(actor, ended, session)
    sessions, attenders = list_sessions(actor, ended), list_attenders(actor, ended)
    complete_series(actor, workshop=ended, sessions=sessions, people=attenders)
    services.end_workshop(actor, workshop=ended)


def _people() -> list[Participant]:
    known = select(Participant).where(Participant.municipality_id == AMIEIRA, Participant.sealed_at.is_(None))
    return list(db.session.scalars(known.order_by(Participant.created_at, Participant.id).limit(14)))


def _series(
    actor: Actor, title: str, kind: WorkshopKind, days: Sequence[date], people: Sequence[Participant]
) -> Workshop:
    """Planned and enrolled for a week before it began."""
    before = datetime.combine(days[0] - timedelta(days=7), time(10), UTC)
    with clock.frozen_at(before):
        cards = catalogue().cards("home-family" if kind == WorkshopKind.ATELIER else "work")[:2]
        plan = Plan(
            kind=kind,
            title=title,
            organisation_id=id_of(HALL),
            facilitator_ids=[actor.id] if actor.id else [],
            capacity=16,
            certificate_share=75,
            competence_ids=[card.id for card in cards],
        )
        workshop = services.create_workshop(actor, workshop_id=new_id(), municipality_id=AMIEIRA, plan=plan)
        for number, day in enumerate(days):
            place = PLACES[number % 2]
            at = Appointment(on=day, starts=time(10), ends=time(12, 30), place_name=place)
            services.add_session(actor, workshop=workshop, appointment=at)
        for heading in FUNDING:
            services.add_funder(actor, workshop=workshop, heading=heading)
        services.open_workshop(actor, workshop=workshop)
        for person in people:
            _enrol(actor, workshop, person)
        services.start_workshop(actor, workshop=workshop)
    return workshop


def _enrol(actor: Actor, workshop: Workshop, person: Participant) -> None:
    enrol(
        actor,
        enrolment_id=new_id(),
        workshop=workshop,
        participant=person,
        made_at="desk",
        language=person.language,
    )


def _note(actor: Actor, workshop: Workshop, session: Session) -> None:
    marks = {LATE: Mark(LATE, session.minutes - 20), EXCUSED: Mark(EXCUSED, 0, "transport")}
    changes = [
        Change(
            session.id,
            row.enrolment.id,
            was=NOTHING,
            now=marks.get(state, Mark(state, session.minutes)),
        )
        for row, state in zip(list_attenders(actor, workshop), USUAL * 3, strict=False)
    ]
    with clock.frozen_at(session.ends_at + timedelta(minutes=10)):
        note_attendance(actor, workshop=workshop, changes=changes)
        text = "Apresentação do grupo. O que cada pessoa sabe fazer; as primeiras ideias."
        write_summary(actor, session=session, version=session.version, text=text)


def _project_sheet(actor: Actor, person: Participant, workshop: Workshop) -> None:
    by = clock.today(get_zone(AMIEIRA)) + timedelta(days=20)
    create_project_sheet(
        actor,
        sheet_id=new_id(),
        participant=person,
        workshop_id=workshop.id,
        chosen=1,
        ways=[
            Way(
                kind=AlternativeKind.JOB,
                title="Trabalhar num lar",
                brings="Tomar conta de uma pessoa idosa\nCinco anos em casa com a minha mãe",
                takes="Curso de geriatria\nTransporte para a vila",
                first_step="Falar com o lar da Misericórdia",
                first_step_by=by,
            ),
            Way(
                kind=AlternativeKind.OWN_ACTIVITY,
                title="Refeições para quem vive só",
                brings="Cozinhar o dia a dia\nUm forno grande",
                takes="Licença da cozinha\nDez clientes certos",
                first_step="Fazer as contas de dez refeições por dia",
                first_step_by=by + timedelta(days=7),
            ),
            Way(kind=AlternativeKind.TOGETHER, title="Apoio domiciliário com duas vizinhas"),
        ],
    )
