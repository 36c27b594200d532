"""One initiative with all that belongs to it."""

from uuid import UUID

from flask import Response, g

from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.groups.queries import get_initiative
from app.initiatives.overview import panels


@bp.get("/initiatives/<uuid:initiative_id>")
@requires(Permission.INITIATIVE_READ)
def initiative(initiative_id: UUID) -> Response:
    found = get_initiative(g.actor, initiative_id)
    shown = panels.of_initiative(g.actor, found)
    return respond("initiatives/overview/initiative.html", initiative=found, panels=shown)
