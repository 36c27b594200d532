"""Writing a canvas: whoever changes something writes the next version, and none is lost."""

from collections.abc import Mapping
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.errors import StaleRecord
from app.core.permission import Permission
from app.initiatives.canvas.models import Canvas
from app.initiatives.canvas.queries import answers_of, find_canvas
from app.initiatives.groups.models import Initiative


def write_canvas(
    actor: Actor, *, canvas_id: UUID, initiative: Initiative, version: int, answers: Mapping[str, str]
) -> Canvas | None:
    """The next version after the one read, `version` (0 before the first); without a change there is none.

    The same id again is the same row. Raises StaleRecord when somebody wrote another meanwhile.
    """
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.lock(initiative)
    if known := records.known(Canvas, canvas_id, initiative_id=initiative.id):
        return known
    newest = find_canvas(initiative.id)
    if version != (newest.number if newest else 0):
        raise StaleRecord
    return _add(actor, canvas_id, initiative, newest, answers)


def go_back(actor: Actor, *, canvas_id: UUID, initiative: Initiative, to: Canvas) -> Canvas | None:
    """A new version that says what an earlier one said; those between stay."""
    actor.demand(Permission.INITIATIVE_WRITE, initiative.municipality_id)
    records.lock(initiative)
    if known := records.known(Canvas, canvas_id, initiative_id=initiative.id):
        return known
    return _add(actor, canvas_id, initiative, find_canvas(initiative.id), answers_of(to))


def _add(
    actor: Actor, canvas_id: UUID, initiative: Initiative, newest: Canvas | None, answers: Mapping[str, str]
) -> Canvas | None:
    if dict(answers) == dict(answers_of(newest)):
        return newest
    row = Canvas(
        id=canvas_id,
        municipality_id=initiative.municipality_id,
        initiative_id=initiative.id,
        number=newest.number + 1 if newest else 1,
        created_at=clock.now(),
        created_by=actor.id,
        **answers,
    )
    return records.add(actor, row, act="written")
