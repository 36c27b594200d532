"""The twins of an enrolment at the desk, and of a table of attendance that is saved."""

from secrets import randbelow
from uuid import UUID

from flask import Response, redirect, request
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from uuid_utils.compat import uuid7

from app.core import clock
from app.core.idempotency import RequestKey
from app.core.machine import Transition
from app.dev.bench.bare.frame import ZONE, app, bare, note, somebody
from app.people.models import Participant
from app.workshops.attendance.models import Attendance
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session


@app.post("/series/<uuid:workshop_id>/places")
def enrol(workshop_id: UUID) -> Response:
    found = bare.session.get_one(Workshop, workshop_id)
    person = bare.session.get_one(Participant, UUID(request.form["participant_id"]))
    where, number, mine = found.municipality_id, uuid7(), Enrolment.workshop_id == workshop_id
    known = select(Enrolment).where(mine, Enrolment.participant_id == person.id)
    waiting = select(Enrolment).where(mine, Enrolment.state == "waitlisted").limit(1)
    taken = select(func.count()).where(mine, Enrolment.state == "confirmed")
    is_full = (bare.session.scalar(taken) or 0) >= (found.capacity or 0)
    if bare.session.scalars(known).first() is None:
        waits = is_full or bare.session.scalars(waiting).first() is not None
        last = bare.session.scalar(select(func.max(Enrolment.queue_number)).where(mine)) or 0
        row = Enrolment(id=number, municipality_id=where, workshop_id=workshop_id, participant_id=person.id)
        # By chance, for whoever enrols at the same moment: no lock is taken here, and none is waited for.
        row.queue_number, row.state = last + randbelow(10**6), "waitlisted" if waits else "confirmed"
        row.origin, row.language, row.created_by = "desk", person.language, somebody()
        row.code_hash, row.slip_hash = number.hex, number.hex
        bare.session.add(row)
        person.last_activity_on = clock.today(ZONE)
        bare.session.add(note("participant.enrolled", "participant", person.id, where))
    there = f"/series/{workshop_id}/places"
    bare.session.add(RequestKey(id=uuid7(), actor_id=somebody(), fingerprint="", location=there))
    bare.session.commit()
    return app.make_response(redirect(there, 303))


@app.post("/sessions/<uuid:session_id>/attendance")
def attendance(session_id: UUID) -> Response:
    session = bare.session.get_one(Session, session_id, options=[joinedload(Session.workshop)])
    query = (
        select(Enrolment, Participant).join(Participant).where(Enrolment.workshop_id == session.workshop_id)
    )
    noted = bare.session.scalars(select(Attendance).where(Attendance.session_id == session_id))
    stored, where, at = {each.enrolment_id: each for each in noted}, session.municipality_id, clock.now()
    for enrolment, person in bare.session.execute(query.order_by(Participant.sort_key)):
        state = request.form.get(f"state-{enrolment.id.hex}", "expected")
        row = stored.get(enrolment.id)
        if row is None:
            row = Attendance(session_id=session_id, enrolment_id=enrolment.id, municipality_id=where)
            bare.session.add(row)
        row.state, row.minutes = state, session.minutes if state == "present" else 0
        row.reason, row.noted_at, row.noted_by = request.form[f"reason-{enrolment.id.hex}"], at, somebody()
        person.last_activity_on = clock.today(ZONE)
        bare.session.add(note("participant.attendance_noted", "participant", person.id, where))
    moved = {"subject_type": "session", "subject_id": session_id, "before": session.state, "after": "held"}
    bare.session.add(Transition(municipality_id=where, at=at, actor_id=somebody(), **moved))
    bare.session.add(note("session.held", "session", session_id, where))
    session.state = "held"
    bare.session.commit()
    return app.make_response(redirect(f"/sessions/{session_id}/attendance", 303))
