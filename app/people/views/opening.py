"""A sealed person's page asks why it is opened, wherever somebody comes from."""

from uuid import UUID

from flask import Response, current_app, g, redirect, request

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import here, local_path, respond, see_other
from app.core.permission import Permission
from app.people import queries, services
from app.people.forms import OpeningForm
from app.people.models import Participant
from app.people.sealing import ReasonNeeded
from app.people.views.blueprint import bp


@bp.app_errorhandler(ReasonNeeded)
def ask_reason(error: ReasonNeeded) -> Response:
    """On to the question, and back to where the person was being opened."""
    back = here() if request.method == "GET" else None
    return see_other("people.opening", participant_id=error.participant_id, next=back)


@bp.get("/participants/<uuid:participant_id>/opening")
@requires(Permission.PARTICIPANT_READ)
def opening(participant_id: UUID) -> Response:
    _sealed(participant_id)
    return _page(participant_id, OpeningForm())


@bp.post("/participants/<uuid:participant_id>/opening")
@requires(Permission.PARTICIPANT_READ)
def open_sealed(participant_id: UUID) -> Response:
    participant, form = _sealed(participant_id), OpeningForm()
    if not form.validate():
        return _page(participant_id, form, status=422)
    services.open_sealed(g.actor, participant=participant, reason=form.reason.data)
    if back := local_path(request.args.get("next")):
        return current_app.make_response(redirect(back, 303))
    return see_other("office.participant", participant_id=participant.id)


def _sealed(participant_id: UUID) -> Participant:
    participant = queries.find_participant(g.actor, participant_id)
    if participant is None or not participant.is_sealed:
        raise NotFound
    return participant


def _page(participant_id: UUID, form: OpeningForm, *, status: int = 200) -> Response:
    """Without the name: whoever looks over a shoulder reads it only after the reason."""
    back = local_path(request.args.get("next"))
    return respond("people/opening.html", status=status, participant_id=participant_id, form=form, back=back)
