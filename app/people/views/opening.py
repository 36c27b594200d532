"""Whose team somebody is not on, they open saying why, wherever they come from."""

from uuid import UUID

from flask import Response, g, request, url_for

from app.core.access import requires
from app.core.errors import existing
from app.core.http import go_to, here, local_path, respond, see_other
from app.core.permission import Permission
from app.network.queries import parish_name
from app.people import openings, queries
from app.people.blueprint import bp
from app.people.forms import OpeningForm
from app.people.operations.openings import open_record
from app.people.sealing import ReasonNeeded


@bp.app_errorhandler(ReasonNeeded)
def ask_reason(error: ReasonNeeded) -> Response:
    """On to the question, and back to where the person was being opened."""
    back = here() if request.method == "GET" else None
    return see_other("people.open_record", participant_id=error.participant_id, next=back)


@bp.route("/participants/<uuid:participant_id>/opening", methods=["GET", "POST"], endpoint="open_record")
@requires(Permission.PARTICIPANT_READ)
def give_reason(participant_id: UUID) -> Response:
    """One tap on a reason opens. Of a protected person it asks without the name: whoever looks over a
    shoulder reads it only after the reason.
    """
    participant = existing(queries.find_participant(g.actor, participant_id))
    form, came_from = OpeningForm(), local_path(request.args.get("next"))
    if form.validate_on_submit():
        open_record(
            g.actor,
            participant=participant,
            opening_id=form.new_id,
            reason=form.reason.data,
            note=form.note.data or "",
        )
        return go_to(came_from or url_for("office.participant", participant_id=participant_id))
    named = None if participant.is_sealed else participant
    return respond(
        "people/opening.html",
        status=form.status,
        participant_id=participant_id,
        person=named,
        parish=parish_name(named.parish_id) if named else "",
        form=form,
        reasons=openings.offered(),
        came_from=came_from,
    )
