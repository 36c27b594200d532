"""One initiative with all that belongs to it."""

from uuid import UUID

from flask import Response, g

from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.queries import get_initiative
from app.initiatives.groups.states import stage_after, stage_before
from app.initiatives.overview import panels


@bp.get("/initiatives/<uuid:initiative_id>")
@requires(Permission.INITIATIVE_READ)
def initiative(initiative_id: UUID) -> Response:
    found = get_initiative(g.actor, initiative_id)
    return respond(
        "initiatives/overview/initiative.html",
        initiative=found,
        panels=panels.of_initiative(g.actor, found),
        next_stage=stage_after(found.state),
        stage_before=stage_before(found.state),
        may_write=may_write(g.actor, found),
    )
