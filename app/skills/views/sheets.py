"""The skills sheet of a list: A4 page, 80 mm slip, PDF."""

from uuid import UUID

from flask import Response, current_app, render_template, request

from app.core import unit_of_work
from app.core.access import requires
from app.core.permission import Permission
from app.skills import sheet as sheets
from app.skills.blueprint import bp
from app.skills.models.inventory import InventoryState
from app.skills.opening import opened
from app.skills.operations.inventories import code_of
from app.skills.sheet import Sheet


@bp.get("/inventories/<uuid:inventory_id>/sheet")
@requires(Permission.INVENTORY_CLAIM)
def sheet(inventory_id: UUID) -> str:
    kind = "slip" if request.args.get("kind") == "slip" else "sheet"
    return render_template(
        "skills/sheet.html", sheet=_sheet(inventory_id), paper_kind=kind, inventory_id=inventory_id
    )


@bp.get("/inventories/<uuid:inventory_id>/sheet.pdf")
@requires(Permission.INVENTORY_CLAIM)
def sheet_pdf(inventory_id: UUID) -> Response:
    """The PDF; it is set outside the transaction."""
    data = _sheet(inventory_id)
    unit_of_work.let_go()
    response = current_app.response_class(sheets.render(data), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="folha-do-que-sei-fazer.pdf"'
    return response


def _sheet(inventory_id: UUID) -> Sheet:
    """A sealed person's sheet carries no name; the code stands there until somebody has received the list."""
    found = opened(inventory_id)
    person, inventory = found.participant, found.inventory
    return sheets.sheet_data(
        inventory,
        languages=(found.spoken.code, "pt"),
        name=person.on_papers if person and not person.is_sealed else None,
        code=code_of(inventory) if inventory.state == InventoryState.SAVED else None,
    )
