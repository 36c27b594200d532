"""A sealed person's page asks why it is opened, wherever somebody comes from."""

from uuid import UUID

from flask import Response, g, request, url_for

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import go_to, here, local_path, respond, see_other
from app.core.permission import Permission
from app.people import queries
from app.people.blueprint import bp
from app.people.forms import OpeningForm
from app.people.operations import sealing as operations
from app.people.sealing import ReasonNeeded


@bp.app_errorhandler(ReasonNeeded)
def ask_reason(error: ReasonNeeded) -> Response:
    """On to the question, and back to where the person was being opened."""
    back = here() if request.method == "GET" else None
    return see_other("people.open_sealed", participant_id=error.participant_id, next=back)


@bp.route("/participants/<uuid:participant_id>/opening", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_READ)
def open_sealed(participant_id: UUID) -> Response:
    """Asks without the name: whoever looks over a shoulder reads it only after the reason."""
    participant = queries.find_participant(g.actor, participant_id)
    if participant is None or not participant.is_sealed:
        raise NotFound
    form, came_from = OpeningForm(), local_path(request.args.get("next"))
    if form.validate_on_submit():
        operations.open_sealed(g.actor, participant=participant, reason=form.reason.data)
        return go_to(came_from or url_for("office.participant", participant_id=participant_id))
    return respond(
        "people/opening.html",
        status=form.status,
        participant_id=participant_id,
        form=form,
        came_from=came_from,
    )
