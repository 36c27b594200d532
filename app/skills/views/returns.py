"""A list that was received for the wrong person."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import see_other
from app.core.permission import Permission
from app.skills.blueprint import bp
from app.skills.forms import ReturnForm
from app.skills.opening import opened
from app.skills.operations import returns


@bp.post("/inventories/<uuid:inventory_id>/return")
@requires(Permission.INVENTORY_CLAIM)
def give_back(inventory_id: UUID) -> Response:
    """It waits under its code again, and whoever did this sees that it does."""
    found, form = opened(inventory_id), ReturnForm()
    form.validate()
    returns.give_back(g.actor, inventory=found.inventory, reason=form.reason.data or "")
    told = _("The list waits under its code again. The person can bring it, or correct it at the kiosk.")
    flash(told, "good")
    return see_other("skills.inventory", inventory_id=inventory_id)
