"""Places that are used again and again."""

from dataclasses import asdict, dataclass
from uuid import UUID

from app.core import audit, clock, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotFound, StaleRecord
from app.core.permission import Permission
from app.network.models import Parish
from app.workshops.models import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What is known of a place; `seats` None when nobody counted them."""

    name: str
    address: str = ""
    directions: str = ""
    parish_id: UUID | None = None
    seats: int | None = None
    is_step_free: bool = False


def create_place(actor: Actor, *, place_id: UUID, municipality_id: UUID, facts: PlaceFacts) -> Place:
    """A new place. The same id again is the same row."""
    actor.demand(Permission.WORKSHOP_WRITE, municipality_id)
    known = db.session.get(Place, place_id)
    if known is not None:
        if known.municipality_id != municipality_id:
            raise Conflict
        return known
    _check(facts, municipality_id)
    place = Place(
        id=place_id, municipality_id=municipality_id, sort_key=text.fold(facts.name), **asdict(facts)
    )
    db.session.add(place)
    _record(actor, "created", place)
    db.session.flush()
    return place


def edit_place(actor: Actor, *, place: Place, version: int, facts: PlaceFacts) -> None:
    """Change a place read at `version`; raises StaleRecord."""
    actor.demand(Permission.WORKSHOP_WRITE, place.municipality_id)
    db.session.refresh(place, with_for_update=True)
    if place.version != version:
        raise StaleRecord(place.version)
    _check(facts, place.municipality_id)
    for name, value in asdict(facts).items():
        setattr(place, name, value)
    place.sort_key = text.fold(facts.name)
    place.version += 1
    _record(actor, "edited", place)


def retire_place(actor: Actor, *, place: Place) -> None:
    """Not offered any more; what was planned there stays."""
    actor.demand(Permission.WORKSHOP_WRITE, place.municipality_id)
    if place.retired_at is None:
        place.retired_at = clock.now()
        _record(actor, "retired", place)


def restore_place(actor: Actor, *, place: Place) -> None:
    """Offered again."""
    actor.demand(Permission.WORKSHOP_WRITE, place.municipality_id)
    if place.retired_at is not None:
        place.retired_at = None
        _record(actor, "restored", place)


def _check(facts: PlaceFacts, municipality_id: UUID) -> None:
    parish = db.session.get(Parish, facts.parish_id) if facts.parish_id else None
    if facts.parish_id and (parish is None or parish.municipality_id != municipality_id):
        raise NotFound


def _record(actor: Actor, act: str, place: Place) -> None:
    audit.record(actor, f"place.{act}", "place", place.id, municipality_id=place.municipality_id)
