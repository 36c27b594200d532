"""What the page of a list is drawn from, row by row."""

from typing import Any

from app.accounts.queries import staff_names
from app.skills.forms import EntryForm
from app.skills.models.inventory import InventoryEntry
from app.skills.opening import Opened
from app.skills.operations.inventories import code_of
from app.skills.queries.catalogue import catalogue_for
from app.skills.scales import FREQUENCY_WORDS, Frequency


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
        **opened.shown,
        "catalogue": catalogue_for(each.competence_id for each in entries),
        "entries": entries,
        "forms": drawn,
        "form": form,
        "frequencies": FREQUENCY_WORDS,
        "staff_names": staff_names(filter(None, (each.confirmed_by for each in entries))),
        "code": code_of(opened.inventory) if opened.inventory.state == "saved" else None,
    }
