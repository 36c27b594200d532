"""The page of an initiative."""

from uuid import UUID

from flask import Response, g

from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.canvas import panels as canvas
from app.initiatives.diary import panels as diary
from app.initiatives.groups.queries import get_initiative


@bp.get("/initiatives/<uuid:initiative_id>")
@requires(Permission.INITIATIVE_READ)
def initiative(initiative_id: UUID) -> Response:
    found = get_initiative(g.actor, initiative_id)
    panels = [*canvas.of_initiative(g.actor, found), *diary.of_initiative(g.actor, found)]
    return respond("initiatives/overview/show.html", initiative=found, panels=panels)
