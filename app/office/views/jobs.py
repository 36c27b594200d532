"""Work that was given up: nobody's mail should wait unseen."""

from flask import Response, g, request

from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.office import queries
from app.office.blueprint import bp


@bp.get("/jobs/dead")
@requires(Permission.JOB_READ)
def dead_jobs() -> Response:
    page = queries.dead_jobs(g.actor, request.args.get("after"))
    return respond("office/dead_jobs.html", page=page)
