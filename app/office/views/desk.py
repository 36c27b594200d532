"""The desk: a code becomes a list, a list becomes part of a person's record."""

from uuid import UUID

from flask import Response, g, request

from app.accounts.queries import staff_name
from app.core import i18n
from app.core.access import requires
from app.core.errors import NotFound, Throttled
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.office import services
from app.office.forms import CodeForm
from app.office.pictures import whole_code
from app.office.views.blueprint import bp
from app.office.views.who import Who, ask_reason
from app.people.sealing import ReasonNeeded
from app.skills.codes import pictures
from app.skills.models import Inventory, InventoryState
from app.skills.queries import get_inventory
from app.skills.services import AlreadyClaimed, CodeExpired, CodeUnknown, open_by_code
from app.skills.sheet import sheet_data


@bp.get("/desk")
@requires(Permission.INVENTORY_CLAIM)
def desk() -> Response:
    """Show the form; the address of a scanned sheet fills it in and opens nothing."""
    scanned = whole_code(request.args.get("code", ""))
    form = CodeForm(formdata=None)
    if scanned:
        form.digits.data, (form.first.data, form.second.data) = scanned[0], scanned[1]
    return _desk(form, is_scanned=bool(scanned))


@bp.post("/desk")
@requires(Permission.INVENTORY_CLAIM)
def open_list() -> Response:
    form = CodeForm()
    if not form.validate():
        return _desk(form, status=422)
    try:
        inventory = open_by_code(g.actor, digits=form.digits.data, pictures=form.pictures)
    except (CodeUnknown, CodeExpired, Throttled) as trouble:
        status = 429 if isinstance(trouble, Throttled) else 422
        return _desk(form, status=status, trouble=trouble)
    return see_other("office.received", inventory_id=inventory.id)


def _desk(
    form: CodeForm, *, status: int = 200, trouble: Exception | None = None, is_scanned: bool = False
) -> Response:
    return respond(
        "office/desk.html",
        status=status,
        form=form,
        pictures=pictures(),
        trouble=trouble,
        kind=type(trouble).__name__,
        is_scanned=is_scanned,
        can_write=g.actor.may(Permission.INVENTORY_WRITE),
    )


@bp.get("/desk/<uuid:inventory_id>")
@requires(Permission.INVENTORY_CLAIM)
def received(inventory_id: UUID) -> Response:
    """The list, in Portuguese beside the person's language, and the question whose it is."""
    inventory = waiting_list(inventory_id)
    return _received(inventory, Who.blank(g.actor, language=inventory.language))


@bp.post("/desk/<uuid:inventory_id>")
@requires(Permission.INVENTORY_CLAIM)
def hand_over(inventory_id: UUID) -> Response:
    """Look who it could be, then give the list to somebody known or new."""
    inventory = waiting_list(inventory_id)
    who = Who.sent(g.actor)
    if not who.is_decided:
        return _received(inventory, who)
    try:
        participant = who.participant(inventory.municipality_id)
    except ReasonNeeded as needed:
        return ask_reason(needed, "office.received", inventory_id=inventory.id)
    services.receive(g.actor, inventory=inventory, participant=participant)
    return see_other("skills.inventory", inventory_id=inventory.id)


def waiting_list(inventory_id: UUID) -> Inventory:
    """A saved list nobody has received. Raises AlreadyClaimed, which has its page."""
    inventory = get_inventory(g.actor, inventory_id)
    g.actor.demand(Permission.INVENTORY_CLAIM, inventory.municipality_id)
    g.actor.demand_here(inventory.municipality_id)
    if inventory.state in {InventoryState.CLAIMED, InventoryState.REVIEWED}:
        raise AlreadyClaimed(inventory.claimed_by, inventory.claimed_at)
    if inventory.state != InventoryState.SAVED:
        raise NotFound
    return inventory


def _received(inventory: Inventory, who: Who) -> Response:
    return respond(
        "office/received.html",
        status=who.status,
        inventory=inventory,
        sheet=sheet_data(inventory, languages=(i18n.MAIN, inventory.language)),
        **who.context,
    )


@bp.errorhandler(AlreadyClaimed)
def already_claimed(error: AlreadyClaimed) -> Response:
    """The second to arrive is told who has the list, and since when."""
    return respond(
        "office/already_claimed.html", status=error.status, name=staff_name(error.staff_id), at=error.at
    )
