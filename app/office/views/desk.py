"""The desk: a code becomes a list, a list becomes part of a person's record."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.accounts.queries import staff_name
from app.core import i18n
from app.core.access import requires
from app.core.errors import DomainError, Throttled
from app.core.headers import Power, allows
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.office import operations
from app.office.blueprint import bp
from app.office.forms import CodeForm
from app.office.queries import get_received_list, get_waiting_list
from app.office.recognition import Who, ask_reason
from app.people.sealing import ReasonNeeded
from app.skills.codes import pictures, whole_code
from app.skills.operations.claims import AlreadyClaimed, CodeExpired, CodeUnknown, open_by_code
from app.skills.sheet import sheet_data


@bp.route("/desk", methods=["GET", "POST"])
@requires(Permission.INVENTORY_CLAIM)
@allows(Power.CAMERA)
def open_list() -> Response:
    """The code of a list; the address of a scanned sheet fills it in and opens nothing."""
    form = CodeForm()
    trouble: DomainError | None = None
    scanned = None if writes() else whole_code(request.args.get("code", ""))
    if scanned:
        form.digits.data, (form.first.data, form.second.data) = scanned
    if form.validate_on_submit():
        try:
            inventory = open_by_code(g.actor, digits=form.digits.data, pictures=form.pictures)
        except (CodeUnknown, CodeExpired, Throttled) as refusal:
            trouble = refusal
        else:
            return see_other("office.hand_over", inventory_id=inventory.id)
    refused = 429 if isinstance(trouble, Throttled) else 422
    return respond(
        "office/desk.html",
        status=refused if trouble else form.status,
        form=form,
        pictures=pictures(),
        trouble=trouble,
        kind=type(trouble).__name__,
        is_scanned=bool(scanned),
        may_enter=g.actor.may(Permission.INVENTORY_WRITE),
    )


@bp.route("/desk/<uuid:inventory_id>", methods=["GET", "POST"])
@requires(Permission.INVENTORY_CLAIM)
def hand_over(inventory_id: UUID) -> Response:
    """The list, in Portuguese beside the person's language, and whose it is: somebody known or new."""
    inventory = get_waiting_list(g.actor, inventory_id)
    who = Who.asked(g.actor, municipality_id=inventory.municipality_id, language=inventory.language)
    if not who.is_decided:
        return respond(
            "office/received.html",
            status=who.form.status,
            inventory=inventory,
            sheet=sheet_data(inventory, languages=(i18n.MAIN, inventory.language)),
            **who.context,
        )
    try:
        participant = who.participant()
    except ReasonNeeded as needed:
        return ask_reason(needed, "office.hand_over", inventory_id=inventory.id)
    operations.receive(g.actor, inventory=inventory, participant=participant)
    return see_other("skills.inventory", inventory_id=inventory.id)


@bp.route("/desk/<uuid:inventory_id>/person", methods=["GET", "POST"])
@requires(Permission.INVENTORY_CLAIM)
def move_list(inventory_id: UUID) -> Response:
    """Whose list it is after all: it was received for the wrong person."""
    inventory, wrong = get_received_list(g.actor, inventory_id)
    who = Who.asked(g.actor, municipality_id=inventory.municipality_id, language=inventory.language)
    if not who.is_decided:
        return respond(
            "office/moving.html",
            status=who.form.status,
            inventory=inventory,
            wrong=wrong,
            **who.context,
        )
    try:
        participant = who.participant()
    except ReasonNeeded as needed:
        return ask_reason(needed, "office.move_list", inventory_id=inventory.id)
    operations.move(g.actor, inventory=inventory, participant=participant)
    flash(_("The list is %(name)s’s now.", name=participant.name), "good")
    return see_other("skills.inventory", inventory_id=inventory.id)


@bp.errorhandler(AlreadyClaimed)
def already_claimed(error: AlreadyClaimed) -> Response:
    """The second to arrive is told who has the list, and since when."""
    return respond(
        "office/already_claimed.html", status=error.status, name=staff_name(error.staff_id), at=error.at
    )
