"""Whoever can teach something may offer to: one tap, and the office answers."""

from flask import Response, g, request

from app.core.access import kiosk
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.kiosk import doors
from app.kiosk.forms import TeachForm
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import catalogue, inventory, list_id, visit
from app.skills import services as skills
from app.skills.models import InventoryState
from app.skills.scales import Level
from app.skills.snapshot import CompetenceView
from app.workshops import services


@bp.get("/teaching")
@kiosk
def teaching() -> Response:
    """What the list says one can teach, and what of it was offered."""
    return _page(TeachForm(formdata=None))


@bp.post("/teaching")
@kiosk
def offer_to_teach() -> Response:
    """Offer one of them. The list is kept from now on: its code is how the person is found again."""
    form, own = TeachForm(), inventory()
    chosen = next((each for each in _taught() if each.key == request.form.get("competence")), None)
    if chosen is None:
        raise NotFound
    if not form.validate():
        return _page(form, status=422)
    if own.state == InventoryState.DRAFT:
        skills.save_inventory(g.actor, inventory=own)
    services.propose_session(
        g.actor,
        proposal_id=form.new_id,
        inventory=own,
        competence_id=chosen.id,
        words=str(form.words.data or ""),
        language=visit().language,
    )
    return see_other("kiosk.teaching")


def _taught() -> list[CompetenceView]:
    known = [
        catalogue().competence(each.competence_id)
        for each in inventory().entries
        if each.level == Level.TEACHES.value
    ]
    return [each for each in known if each]


def _page(form: TeachForm, status: int = 200) -> Response:
    return respond(
        "kiosk/teaching.html",
        status=status,
        form=form,
        taught=_taught(),
        offered=doors.proposed_by(list_id()),
    )
