"""The twins of a series' page and of the places in it."""

from typing import Any
from uuid import UUID

from flask import render_template
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Staff
from app.core import clock
from app.dev.bench.bare.frame import ZONE, app, bare, office
from app.dev.bench.bare.people import competence_names
from app.network.models import LocalHoliday
from app.network.parties.models import Organisation
from app.network.protocols.models import Protocol
from app.people.models import Participant
from app.workshops.attendance.models import Attendance, Headcount
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop, WorkshopBasis, WorkshopFacilitator
from app.workshops.planning.models.session import Session

PLACES = ("requested", "confirmed", "waitlisted", "offered", "completed", "dropped", "cancelled")


@app.get("/series/<uuid:workshop_id>")
def series(workshop_id: UUID) -> str:
    found = bare.session.get_one(Workshop, workshop_id)
    query = select(Session).where(Session.workshop_id == workshop_id).options(joinedload(Session.place))
    sessions = bare.session.scalars(query.order_by(Session.on, Session.starts)).all()
    leaders = [each.staff_id for each in found.facilitators]
    names = bare.session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(leaders)))
    its = select(WorkshopBasis.protocol_id).where(WorkshopBasis.workshop_id == workshop_id)
    local = select(LocalHoliday).where(LocalHoliday.municipality_id == found.municipality_id)
    return render_template(
        "bare/series.html",
        workshop=found,
        sessions=sessions,
        today=clock.today(ZONE),
        days={(row.month, row.day): row.name for row in bare.session.scalars(local)},
        clashes=_clashes(sessions, leaders),
        unfilled=_unfilled(workshop_id),
        states=_states(workshop_id),
        protocol=bare.session.scalar(select(Protocol).where(Protocol.id.in_(its))),
        host=bare.session.scalar(select(Organisation.name).where(Organisation.id == found.organisation_id)),
        names=[row.name for row in names],
        competences=[competence_names()[each.competence_id] for each in found.competences],
        texts={each.lang for each in found.texts},
        **office(),
    )


def _clashes(sessions: Any, leaders: list[UUID]) -> dict[UUID, list[Session]]:
    """What else takes place then, in the same place or led by the same people."""
    led = select(WorkshopFacilitator.workshop_id).where(WorkshopFacilitator.staff_id.in_(leaders))
    mine = (Session.workshop_id.in_(led)) | (Session.place_name == sessions[0].place_name)
    days = Session.on.in_({each.on for each in sessions})
    query = select(Session).where(days, mine, Session.workshop_id != sessions[0].workshop_id)
    found = bare.session.scalars(query.options(joinedload(Session.workshop))).all()
    return {
        one.id: [
            each for each in found if each.on == one.on and each.starts < one.ends and one.starts < each.ends
        ]
        for one in sessions
    }


def _unfilled(workshop_id: UUID) -> dict[UUID, int]:
    noted = select(Attendance.session_id).where(
        Attendance.session_id == Session.id, Attendance.enrolment_id == Enrolment.id
    )
    heads = select(Headcount.session_id).where(Headcount.session_id == Session.id)
    rows = bare.session.execute(
        select(Session.id, func.count())
        .join(Enrolment, Enrolment.workshop_id == Session.workshop_id)
        .where(Session.workshop_id == workshop_id, Session.on <= clock.today(ZONE))
        .where(~noted.exists(), ~heads.exists())
        .group_by(Session.id)
    )
    return {row[0]: row[1] for row in rows}


def _states(workshop_id: UUID) -> dict[str, int]:
    query = select(Enrolment.state, func.count()).where(Enrolment.workshop_id == workshop_id)
    return {row[0]: row[1] for row in bare.session.execute(query.group_by(Enrolment.state))}


@app.get("/series/<uuid:workshop_id>/places")
def places(workshop_id: UUID) -> str:
    query = select(Enrolment, Participant).join(Participant).where(Enrolment.workshop_id == workshop_id)
    rows = bare.session.execute(query.order_by(Enrolment.queue_number)).all()
    waiting = Enrolment.workshop_id == workshop_id, Enrolment.state == "waitlisted"
    line = bare.session.scalars(select(Enrolment.id).where(*waiting).order_by(Enrolment.queue_number))
    return render_template(
        "bare/places.html",
        workshop=bare.session.get_one(Workshop, workshop_id),
        rows=rows,
        states=_states(workshop_id),
        line=list(line),
        choices=PLACES,
        **office(),
    )
