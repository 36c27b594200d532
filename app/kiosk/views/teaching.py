"""Whoever can teach something may offer to: one tap, and the office answers."""

from flask import Response, g, request

from app.core.access import kiosk
from app.core.errors import existing
from app.core.http import respond, see_other
from app.core.unit_of_work import writes
from app.kiosk import doors
from app.kiosk.blueprint import bp
from app.kiosk.forms import TeachForm
from app.kiosk.presence import catalogue, inventory, own, visit
from app.skills.models.inventory import InventoryState
from app.skills.operations.inventories import save_inventory
from app.skills.scales import Level
from app.skills.snapshot import CompetenceView
from app.workshops.proposals.operations import propose_session


@bp.route("/teaching", methods=["GET", "POST"])
@kiosk
def offer_to_teach() -> Response:
    """What the list says one can teach, and what of it was offered; one of them is offered.

    For that the list is kept: its code is how the person is found again. A list that is not kept yet is only
    kept by who says so. Once the office has received it, it says what was offered and takes no more.
    """
    form, mine, taught = TeachForm(), inventory(to_change=writes()), _taught()
    if writes():
        chosen = existing(next((each for each in taught if each.key == request.form.get("competence")), None))
        if form.validate():
            if mine.state == InventoryState.DRAFT and request.form.get("keep") != "yes":
                return respond("kiosk/teaching_kept.html", form=form, asked=chosen)
            if mine.state == InventoryState.DRAFT:
                save_inventory(g.actor, inventory=mine)
            propose_session(
                g.actor,
                proposal_id=form.new_id,
                inventory=mine,
                competence_id=chosen.id,
                words=str(form.words.data or ""),
                language=visit().language,
            )
            return see_other("kiosk.offer_to_teach")
    return respond(
        "kiosk/teaching.html",
        status=form.status,
        form=form,
        own=own(),
        taught=taught,
        offered=doors.proposed_by(mine),
    )


def _taught() -> list[CompetenceView]:
    taught = (each for each in inventory().entries if each.level == Level.TEACHES.value)
    return list(catalogue().several(each.competence_id for each in taught).values())
