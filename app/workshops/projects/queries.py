"""Reads of project sheets."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import selectinload

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.core.permission import Permission
from app.people.models import Participant
from app.people.permissions import supported_by
from app.people.queries import demand_opened
from app.people.queries import visible_to as person_visible_to
from app.people.rights.rest import usable
from app.workshops.attendance.queries.attendance import ATTENDS
from app.workshops.enrolments.models import Enrolment
from app.workshops.planning.kinds import with_project_sheets
from app.workshops.planning.models.series import Workshop
from app.workshops.projects.models import ProjectAlternative, ProjectSheet

BEFORE, AFTERWARDS = timedelta(days=7), timedelta(days=14)
"""How long before its day a first step is brought back, and for how long after it."""
MOST = 200
Read = TypeVarTuple("Read")


def get_project_sheet(actor: Actor, sheet_id: UUID) -> ProjectSheet:
    """A sheet of somebody the actor finds, with its alternatives; NotFound, ReasonNeeded."""
    query = select(ProjectSheet, Participant).join(Participant, Participant.id == ProjectSheet.participant_id)
    query = query.where(ProjectSheet.id == sheet_id, _readable(actor), person_visible_to(actor))
    query = query.options(selectinload(ProjectSheet.alternatives))
    sheet, owner = existing(db.session.execute(query).one_or_none())
    demand_opened(actor, owner)
    return sheet


def project_sheets_of(actor: Actor, participant_id: UUID) -> Sequence[ProjectSheet]:
    """The sheets of a person with their alternatives, the newest first."""
    query = select(ProjectSheet).where(ProjectSheet.participant_id == participant_id, _readable(actor))
    ordered = query.order_by(ProjectSheet.created_at.desc(), ProjectSheet.id.desc())
    return db.session.scalars(ordered.options(selectinload(ProjectSheet.alternatives))).all()


def project_workshops_of(participant_id: UUID) -> Sequence[Workshop]:
    """The series about projects that a person is in, the latest first: a sheet may have been made there."""
    there = select(Enrolment.workshop_id).where(
        Enrolment.participant_id == participant_id, Enrolment.state.in_(ATTENDS)
    )
    query = select(Workshop).where(Workshop.id.in_(there), Workshop.kind.in_(with_project_sheets()))
    return db.session.scalars(query.order_by(Workshop.created_at.desc(), Workshop.id)).all()


def first_steps(actor: Actor, today: date) -> Sequence[tuple[Participant, ProjectAlternative]]:
    """The first steps that people the actor works with wanted to take about now, by day. Of a sealed person
    only their page tells, once it was opened.

    Of a sheet with a chosen way that one alone; of the others all, as long as nothing is decided.
    """
    query = _first_steps(select(Participant, ProjectAlternative), actor, today)
    ordered = query.order_by(
        ProjectAlternative.first_step_by, Participant.sort_key, ProjectAlternative.position
    )
    return [(row[0], row[1]) for row in db.session.execute(ordered.limit(MOST))]


def count_first_steps(actor: Actor, today: date) -> Select[int]:
    """Counts those of `first_steps`."""
    return _first_steps(select(func.count()), actor, today)


def _first_steps(query: Select[*Read], actor: Actor, today: date) -> Select[*Read]:
    is_theirs = or_(ProjectSheet.created_by == actor.id, supported_by(actor))
    is_meant = or_(ProjectSheet.chosen.is_(None), ProjectSheet.chosen == ProjectAlternative.position)
    return (
        query.select_from(ProjectAlternative)
        .join(ProjectSheet, ProjectSheet.id == ProjectAlternative.sheet_id)
        .join(Participant, Participant.id == ProjectSheet.participant_id)
        .where(ProjectSheet.municipality_id == actor.here(), Participant.sealed_at.is_(None))
        .where(usable(), person_visible_to(actor), is_theirs, is_meant)
        .where(ProjectAlternative.first_step_by.between(today - AFTERWARDS, today + BEFORE))
    )


def _readable(actor: Actor) -> ColumnElement[bool]:
    return ProjectSheet.municipality_id.in_(actor.municipalities(Permission.INVENTORY_CLAIM))
