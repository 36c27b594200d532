"""A list at the desk: its entries row by row, and the end of the review."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.i18n import language
from app.core.permission import Permission
from app.skills import queries, services
from app.skills.forms import EntryForm
from app.skills.models import InventoryEntry
from app.skills.scales import FREQUENCY_WORDS, Frequency
from app.skills.views.blueprint import bp
from app.skills.views.opening import Opened, opened


@bp.get("/inventories/<uuid:inventory_id>")
@requires(Permission.INVENTORY_CLAIM)
def inventory(inventory_id: UUID) -> Response:
    return respond("skills/inventory.html", **page_of(opened(inventory_id)))


@bp.post("/inventories/<uuid:inventory_id>/review")
@requires(Permission.INVENTORY_CONFIRM)
def review(inventory_id: UUID) -> Response:
    services.review_inventory(g.actor, inventory=opened(inventory_id).inventory)
    flash(_("The list was gone through with the person."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id)


def entry_form(entry: InventoryEntry) -> EntryForm:
    """The form of one row; its fields carry the entry's id, as many stand on a page."""
    return EntryForm(
        prefix=f"e{entry.id.hex}-", data={name: getattr(entry, name) or "" for name in EntryForm.FIELDS}
    )


def page_of(opened: Opened, form: EntryForm | None = None) -> dict[str, Any]:
    """What the page of a list shows; `form` is the row's that was sent and cannot be kept."""
    entries = [each for each in opened.inventory.entries if each.frequency != Frequency.NEVER.value]
    drawn = {entry.id: entry_form(entry) for entry in entries}
    if form is not None:
        drawn |= {entry.id: form for entry in entries if form.belongs_to(entry.id)}
    return {
        "inventory": opened.inventory,
        "participant": opened.participant,
        "spoken": opened.spoken,
        "main": language("pt"),
        "catalogue": queries.catalogue(),
        "entries": entries,
        "forms": drawn,
        "form": form,
        "frequencies": FREQUENCY_WORDS,
        "staff_names": staff_names(filter(None, (each.confirmed_by for each in entries))),
        "code": services.code_of(opened.inventory) if opened.inventory.state == "saved" else None,
    }
