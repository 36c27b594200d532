"""How a slot is told in other languages."""

from functools import partial
from uuid import UUID

from flask import Response, g, url_for
from flask_babel import gettext as _

from app.core.access import requires
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.directory.blueprint import bp
from app.directory.index.permissions import demand_edit
from app.directory.slots import operations
from app.directory.slots.models import DropInSlot
from app.directory.slots.queries import get_slot
from app.ui.texts import Original, texts_page


@bp.route("/directory/slots/<uuid:slot_id>/translations", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def translate_slot(slot_id: UUID) -> Response:
    found = get_slot(g.actor, slot_id, to_change=writes())
    demand_edit(g.actor, found)
    return texts_page(
        found,
        _originals_of,
        partial(operations.translate_slot, g.actor, slot=found),
        title=_("Translations: %(title)s", title=found.topic),
        path=[
            (_("Drop-in slots"), url_for("directory.slots")),
            (found.topic, url_for("directory.slot", slot_id=found.id)),
        ],
        saved=_("The translations were saved."),
    )


def _originals_of(slot: DropInSlot) -> list[Original]:
    return [Original("topic", _("What one can come for"), slot.topic)]
