"""Fields in which staff are qualified (disciplines.toml): some of a person's file is for these alone."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import or_, select

from app.accounts.models import Staff, StaffDiscipline
from app.core import clock, records
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.permission import Permission
from app.core.vocabulary import Value, Vocabulary, read_vocabulary
from app.network.queries import get_zone

_FILE = Path(__file__).with_name("disciplines.toml")


def disciplines() -> Vocabulary[Value]:
    """All of them, in the order in which they are offered."""
    return read_vocabulary(_FILE, Value)


def list_disciplines(actor: Actor, staff: Staff) -> Sequence[StaffDiscipline]:
    """In which fields somebody is or was qualified where the actor may read staff, the latest first."""
    there = StaffDiscipline.municipality_id.in_(actor.municipalities(Permission.STAFF_READ))
    theirs = select(StaffDiscipline).where(StaffDiscipline.staff_id == staff.id, there)
    return db.session.scalars(theirs.order_by(StaffDiscipline.begins_on.desc(), StaffDiscipline.id)).all()


def get_discipline(actor: Actor, discipline_id: UUID) -> StaffDiscipline:
    """One of them, in a municipality whose staff the actor may read."""
    return records.get(actor, Permission.STAFF_READ, StaffDiscipline, discipline_id)


def disciplines_of(actor: Actor, municipality_id: UUID) -> frozenset[str]:
    """In which fields whoever acts is qualified there today: one query, for whoever asks.

    Nothing where they do not serve: a discipline gives no access, it narrows what a role gives.
    """
    if actor.kind is not ActorKind.STAFF or municipality_id not in actor.grants:
        return frozenset()
    held, today = StaffDiscipline, clock.today(get_zone(municipality_id))
    theirs = held.staff_id == actor.id, held.municipality_id == municipality_id
    holds = held.begins_on <= today, or_(held.ends_on.is_(None), held.ends_on > today)
    return frozenset(db.session.scalars(select(held.discipline).where(*theirs, *holds)))
