"""Places that are used again and again."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core import clock, records, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.network.models import Parish
from app.workshops.planning.models.place import Place


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
    if known := records.known(Place, place_id, municipality_id=municipality_id):
        return known
    columns = _columns(facts, municipality_id)
    return records.add(actor, Place(id=place_id, municipality_id=municipality_id, **columns))


def edit_place(actor: Actor, *, place: Place, version: int, facts: PlaceFacts) -> None:
    """Change a place read at `version`; raises StaleRecord."""
    actor.demand(Permission.WORKSHOP_WRITE, place.municipality_id)
    records.edit(actor, place, version, _columns(facts, place.municipality_id))


def retire_place(actor: Actor, *, place: Place) -> None:
    """Not offered any more; what was planned there stays."""
    _set_retired(actor, place, clock.now())


def restore_place(actor: Actor, *, place: Place) -> None:
    """Offered again."""
    _set_retired(actor, place, None)


def _set_retired(actor: Actor, place: Place, at: datetime | None) -> None:
    actor.demand(Permission.WORKSHOP_WRITE, place.municipality_id)
    if bool(place.retired_at) != bool(at):
        place.retired_at = at
        records.record(actor, "retired" if at else "restored", place)


def _columns(facts: PlaceFacts, municipality_id: UUID) -> dict[str, Any]:
    parish = db.session.get(Parish, facts.parish_id) if facts.parish_id else None
    if facts.parish_id and (parish is None or parish.municipality_id != municipality_id):
        raise NotFound
    return {**asdict(facts), "sort_key": text.fold(facts.name)}
