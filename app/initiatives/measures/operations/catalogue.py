"""Measures: noted, changed, no longer offered and offered again."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from app.core import records, text
from app.core.actor import Actor
from app.core.permission import Permission
from app.initiatives.measures.models import Measure
from app.skills.picker import operations as picker


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a measure is: `cents` all together; `seats` None for everybody; `gives` the level at which its
    competences are learnt; `lifts` values of the directory's vocabulary "unfilled".
    """

    kind: str
    title: str
    description: str = ""
    cents: int = 0
    seats: int | None = None
    gives: str = "alone"
    lifts: tuple[str, ...] = ()


def create_measure(
    actor: Actor, *, measure_id: UUID, municipality_id: UUID, plan: Plan, competence_ids: Iterable[UUID] = ()
) -> Measure:
    """The same id again is the same row. NotFound for a competence that the catalogue does not offer."""
    actor.demand(Permission.INITIATIVE_WRITE, municipality_id)
    same = {"created_by": actor.id, "municipality_id": municipality_id}
    if known := records.known(Measure, measure_id, **same):
        return known
    measure = records.add(actor, Measure(id=measure_id, **same, **_columns(plan)))
    picker.put_competences(measure, competence_ids)
    return measure


def edit_measure(actor: Actor, *, measure: Measure, version: int, plan: Plan) -> None:
    """Raises StaleRecord."""
    _demand(actor, measure)
    records.edit(actor, measure, version, _columns(plan))


def set_offered(actor: Actor, *, measure: Measure, is_offered: bool) -> None:
    """Whether searches may choose it; one that is not offered any more keeps its place in old searches."""
    _demand(actor, measure)
    act = "offered_again" if is_offered else "withdrawn"
    records.record_edit(actor, measure, records.put(measure, {"is_offered": is_offered}), act=act)


def add_competence(actor: Actor, *, measure: Measure, competence_id: UUID) -> None:
    """NotFound for one that the catalogue does not offer."""
    _demand(actor, measure)
    records.record_edit(actor, measure, ["competences"] if picker.choose(measure, competence_id) else [])


def remove_competence(actor: Actor, *, measure: Measure, competence_id: UUID) -> None:
    _demand(actor, measure)
    records.record_edit(actor, measure, ["competences"] if picker.leave_out(measure, competence_id) else [])


def _demand(actor: Actor, measure: Measure) -> None:
    actor.demand(Permission.INITIATIVE_WRITE, measure.municipality_id)


def _columns(plan: Plan) -> dict[str, Any]:
    return {**asdict(plan), "lifts": sorted(plan.lifts), "sort_key": text.fold(plan.title)}
