"""The stock of a publication: it changes by movements alone, and is their sum."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.directory.index.drawing import draw
from app.directory.index.permissions import demand_edit
from app.directory.shelves.models.publications import Publication
from app.directory.shelves.models.stock import Movement, StockMovement
from app.network.parties.queries import get_offered_organisation
from app.network.queries import get_zone


class NotSoMany(Conflict):
    """More would be taken than there are by what was noted: somebody counts first. `left` are there."""

    status = 422

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__(left)


class AlreadyReversed(Conflict):
    """A movement is evened out once; and what evens one out is noted anew, not evened out."""


class DayToCome(Conflict):
    """Nothing has moved on a day that is still to come."""

    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """`copies` that came, were taken, or were counted on a day; `party_id`: who brought them."""

    kind: Movement
    copies: int
    on: date
    party_id: UUID | None = None
    note: str = ""


def note_movement(
    actor: Actor, *, movement_id: UUID, publication: Publication, moved: Moved
) -> StockMovement:
    """Note a movement, after those that were noted before. Raises NotSoMany, DayToCome, NotFound, Forbidden.

    The same id again is the same row.
    """
    demand_edit(actor, publication)
    records.lock(publication)
    if known := records.known(StockMovement, movement_id, publication_id=publication.id):
        return known
    if moved.on > clock.today(get_zone(publication.municipality_id)):
        raise DayToCome
    if moved.party_id:
        get_offered_organisation(publication.municipality_id, moved.party_id)
    before, is_count = publication.stock or 0, moved.kind is Movement.COUNTED
    change = moved.copies if moved.kind is Movement.DELIVERED else -moved.copies
    row = StockMovement(
        id=movement_id,
        kind=moved.kind.value,
        copies=moved.copies - before if is_count else change,
        counted=moved.copies if is_count else None,
        moved_on=moved.on,
        party_id=moved.party_id,
        note=moved.note,
    )
    return _add(actor, publication, row, "noted")


def reverse_movement(
    actor: Actor, *, reversal_id: UUID, publication: Publication, movement: StockMovement
) -> StockMovement:
    """Even out a movement that was a mistake, by another. Raises AlreadyReversed, NotSoMany, Forbidden."""
    demand_edit(actor, publication)
    records.lock(publication)
    if known := records.known(StockMovement, reversal_id, reverses_id=movement.id):
        return known
    another = select(StockMovement.id).where(StockMovement.reverses_id == movement.id)
    if movement.reverses_id or db.session.scalar(another):
        raise AlreadyReversed
    row = StockMovement(
        id=reversal_id,
        kind=movement.kind,
        copies=-movement.copies,
        moved_on=clock.today(get_zone(publication.municipality_id)),
        party_id=movement.party_id,
        reverses_id=movement.id,
    )
    return _add(actor, publication, row, "reversed")


def _add(actor: Actor, publication: Publication, row: StockMovement, act: str) -> StockMovement:
    left = (publication.stock or 0) + row.copies
    if left < 0:
        raise NotSoMany(publication.stock or 0)
    row.publication_id, row.municipality_id = publication.id, publication.municipality_id
    row.left, row.created_by = left, actor.id
    publication.stock = left
    records.add(actor, row, act=act)
    draw(publication)
    return row
