"""What a measure can be made of: a training that is offered, a series of the programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.actor import Actor
from app.directory.shelves.models.offers import Offer
from app.initiatives.measures.queries import list_series, list_trainings
from app.workshops.planning.models.series import Workshop


@dataclass(frozen=True, slots=True)
class Source:
    """`key` names it in a form; `seats` as it says them."""

    key: str
    title: str
    seats: int | None
    competence_ids: Sequence[UUID]


def find_source(actor: Actor, key: str) -> Source | None:
    """What a key names, of those that the current municipality has; None for any other word."""
    if not key:
        return None
    found = [_source(each, each.positions) for each in list_trainings(actor)]
    found += [_source(each, each.capacity) for each in list_series(actor)]
    return next((each for each in found if each.key == key), None)


def _source(thing: Offer | Workshop, seats: int | None) -> Source:
    competence_ids = [each.competence_id for each in thing.competences]
    return Source(f"{thing.__tablename__}:{thing.id}", thing.title, seats or None, competence_ids)
