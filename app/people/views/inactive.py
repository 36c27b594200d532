"""Records without activity for long: put to a person for a decision, one by one."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people import queries
from app.people.blueprint import bp
from app.people.operations import records as operations
from app.people.retention import idle_months
from app.people.rights.queries import notices_of


@bp.get("/participants/inactive")
@requires(Permission.PARTICIPANT_WRITE)
def inactive() -> Response:
    page = queries.idle_page(g.actor, request.args.get("after"))
    return respond(
        "people/inactive.html",
        page=page,
        months=idle_months(),
        notices=notices_of([each.id for each in page.items]),
        may_decide=g.actor.may(Permission.PARTICIPANT_RIGHTS),
    )


@bp.post("/participants/<uuid:participant_id>/activity")
@requires(Permission.PARTICIPANT_WRITE)
def keep(participant_id: UUID) -> Response:
    participant = queries.get_known(g.actor, participant_id)
    operations.keep(g.actor, participant=participant)
    flash(_("The record is kept. The months count anew from today."), "good")
    return see_other("people.inactive")
