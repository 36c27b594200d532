"""Making a list with the person at the desk, straight into their record: no code."""

from uuid import UUID

from flask import Response, g

from app.core.access import requires
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.office import operations
from app.office.blueprint import bp
from app.office.recognition import Who, ask_reason
from app.people.queries import get_participant
from app.people.sealing import ReasonNeeded


@bp.route("/desk/together", methods=["GET", "POST"])
@requires(Permission.INVENTORY_WRITE)
def begin_together() -> Response:
    """Look who it could be, then begin with somebody known or new."""
    who = Who.asked(g.actor, municipality_id=g.actor.here(), language="pt")
    if not who.is_decided:
        return respond("office/together.html", status=who.form.status, **who.context)
    try:
        participant = who.participant()
    except ReasonNeeded as needed:
        return ask_reason(needed, "office.begin_together")
    operations.start_together(g.actor, participant=participant, inventory_id=who.form.new_id)
    return see_other("skills.together", inventory_id=who.form.new_id)


@bp.post("/participants/<uuid:participant_id>/inventories")
@requires(Permission.INVENTORY_WRITE)
def begin_with(participant_id: UUID) -> Response:
    """Begin with the person whose page it is."""
    participant = get_participant(g.actor, participant_id)
    form = Form()
    form.validate()
    operations.start_together(g.actor, participant=participant, inventory_id=form.new_id)
    return see_other("skills.together", inventory_id=form.new_id)
