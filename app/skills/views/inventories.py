"""A list at the desk: its entries row by row, and the end of the review."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.skills.blueprint import bp
from app.skills.inventory_page import page_of
from app.skills.opening import opened
from app.skills.operations.inventories import review_inventory


@bp.get("/inventories/<uuid:inventory_id>")
@requires(Permission.INVENTORY_CLAIM)
def inventory(inventory_id: UUID) -> Response:
    return respond("skills/inventory.html", **page_of(opened(inventory_id)))


@bp.post("/inventories/<uuid:inventory_id>/review")
@requires(Permission.INVENTORY_CONFIRM)
def review(inventory_id: UUID) -> Response:
    review_inventory(g.actor, inventory=opened(inventory_id).inventory)
    flash(_("The list was gone through with the person."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id)
