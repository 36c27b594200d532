"""Reads of project sheets."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.people.models import Participant
from app.people.queries import visible_to as person_visible_to
from app.workshops.models import Enrolment, ProjectSheet, Workshop, WorkshopKind
from app.workshops.queries.attendance import ATTENDS

PROJECT_KINDS = (WorkshopKind.PROJECT.value, WorkshopKind.MICRO_INITIATIVES.value)


def get_project_sheet(actor: Actor, sheet_id: UUID) -> ProjectSheet:
    """A sheet of somebody the actor finds, with its alternatives; NotFound."""
    query = select(ProjectSheet).join(Participant, Participant.id == ProjectSheet.participant_id)
    query = query.where(ProjectSheet.id == sheet_id, _readable(actor), person_visible_to(actor))
    found = db.session.scalars(query.options(selectinload(ProjectSheet.alternatives))).one_or_none()
    if found is None:
        raise NotFound
    return found


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
    query = select(Workshop).where(Workshop.id.in_(there), Workshop.kind.in_(PROJECT_KINDS))
    return db.session.scalars(query.order_by(Workshop.created_at.desc(), Workshop.id)).all()


def _readable(actor: Actor) -> ColumnElement[bool]:
    return ProjectSheet.municipality_id.in_(actor.municipalities(Permission.INVENTORY_CLAIM))
