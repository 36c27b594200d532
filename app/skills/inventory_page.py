"""What the page of a list is drawn from, row by row."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from flask import g

from app.accounts.queries import staff_names
from app.core.feature import InventoryPage, declared
from app.skills.forms import ListForm, ReturnForm, list_form
from app.skills.models.inventory import InventoryEntry
from app.skills.opening import Opened
from app.skills.operations.inventories import code_of
from app.skills.operations.review import unseen
from app.skills.permissions import may_return
from app.skills.queries.catalogue import catalogue_for
from app.skills.queries.learning import wishes_in
from app.skills.queries.removed import list_removed
from app.skills.scales import FREQUENCY_WORDS, Frequency
from app.skills.snapshot import Catalogue
from app.skills.wording import entry_name


def form_of(opened: Opened) -> ListForm:
    """The form of all rows."""
    entries = counted(opened)
    return _form(entries, catalogue_for(each.competence_id for each in entries))


def _form(entries: Sequence[InventoryEntry], known: Catalogue) -> ListForm:
    return list_form(entries, {each.id: entry_name(each, known) for each in entries})


def counted(opened: Opened) -> list[InventoryEntry]:
    """What the person can do; what they never did is an answer too, and no row."""
    return [each for each in opened.inventory.entries if each.frequency != Frequency.NEVER]


def page_of(opened: Opened, form: ListForm | None = None) -> dict[str, Any]:
    """What the page of a list shows; `form` is what was sent and cannot be kept."""
    entries, removed = counted(opened), list_removed(opened.inventory)
    wished = wishes_in(opened.inventory.id)
    known = catalogue_for(
        chain((one.competence_id for one in entries), (one.competence_id for one in removed), wished)
    )
    return {
        **opened.shown,
        "catalogue": known,
        "wished": [view for each in wished if (view := known.competence(each))],
        "removed": removed,
        "entries": entries,
        "form": form or _form(entries, known),
        "unseen": unseen(opened.inventory),
        "frequencies": FREQUENCY_WORDS,
        "staff_names": staff_names(
            [*(each.confirmed_by for each in entries), *(each.removed_by for each in removed)]
        ),
        "panels": [panel for each in declared(InventoryPage) for panel in each.panels(opened.inventory)],
        "may_return": may_return(g.actor, opened.inventory),
        "return_form": ReturnForm(formdata=None),
        "code": code_of(opened.inventory) if opened.inventory.state == "saved" else None,
    }
