"""Reads of installations: that of a municipality, one step, those whose list another may begin with."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from app.core import records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.network.installation.models import Installation, InstallationPointer, InstallationStep
from app.network.installation.permissions import READ, WRITE
from app.network.models import Municipality


def find_installation(actor: Actor) -> Installation | None:
    """That of the current municipality with its steps and what they point to; None before it was begun."""
    actor.demand(READ)
    query = select(Installation).where(Installation.municipality_id == actor.here()).options(_whole())
    return db.session.scalars(query).unique().first()


def get_installation(actor: Actor) -> Installation:
    """The same where there must be one, for whoever changes it; NotFound, Forbidden."""
    actor.demand(WRITE)
    return existing(find_installation(actor))


def get_step(actor: Actor, step_id: UUID) -> InstallationStep:
    """A step of a municipality where the actor writes the partnership, locked for change; NotFound."""
    return records.get(actor, WRITE, InstallationStep, step_id, with_for_update=True)


def get_pointer(step: InstallationStep, pointer_id: UUID) -> InstallationPointer:
    return existing(next((each for each in step.pointers if each.id == pointer_id), None))


def list_sources(actor: Actor) -> Sequence[tuple[Installation, str]]:
    """The installations of other municipalities where the actor writes too, with their names."""
    there = actor.municipalities(WRITE) - {actor.here()}
    query = (
        select(Installation, Municipality.name)
        .join(Municipality, Municipality.id == Installation.municipality_id)
        .where(Installation.municipality_id.in_(there))
        .order_by(Municipality.sort_key, Municipality.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def get_source(actor: Actor, installation_id: UUID) -> Installation:
    """One of them with its steps; NotFound where the actor may not write."""
    return records.get(actor, WRITE, Installation, installation_id, options=[_whole()])


def count_unshown(actor: Actor, today: date) -> Select[int]:
    """How many steps past their day, that the actor sees to, point to nothing; in the current municipality.

    Of what nobody sees to, whoever writes the partnership does.
    """
    own = InstallationStep.owner_id == actor.id
    return (
        select(func.count())
        .select_from(InstallationStep)
        .where(
            InstallationStep.municipality_id == actor.here(),
            or_(own, InstallationStep.owner_id.is_(None)) if actor.may(WRITE) else own,
            InstallationStep.due_on < today,
            InstallationStep.set_aside_at.is_(None),
            ~exists().where(InstallationPointer.step_id == InstallationStep.id),
        )
    )


def _whole() -> ExecutableOption:
    """With the steps and what they point to."""
    return joinedload(Installation.steps).joinedload(InstallationStep.pointers)
