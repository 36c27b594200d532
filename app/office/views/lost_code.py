"""A code that was lost: the day, what it was about and the pictures find the list again."""

from uuid import UUID

from flask import Response, g, request
from wtforms import SelectChoice

from app.core import i18n
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.office import operations
from app.office.blueprint import bp
from app.office.forms import LostForm
from app.office.queries import get_waiting_list
from app.skills.codes import pictures
from app.skills.models.inventory import Inventory
from app.skills.queries.catalogue import catalogue, catalogue_for
from app.skills.queries.inventories import find_lost

A_FEW = 5
"""More than this would be leafing through other people's lists."""


@bp.get("/lost-code")
@requires(Permission.INVENTORY_CLAIM)
def lost_code() -> Response:
    asked = bool(request.args)
    form = LostForm(request.args if asked else None)
    known = catalogue()
    language = i18n.current().code
    form.contexts.choices = [SelectChoice(each.key, each.name(language).value) for each in known.contexts]
    is_valid = asked and form.validate()
    found = _fitting(form) if is_valid else []
    return respond(
        "office/lost_code.html",
        part="office/_lost.html",
        status=422 if asked and not is_valid else 200,
        form=form,
        pictures=pictures(),
        catalogue=catalogue_for(entry.competence_id for each in found[:A_FEW] for entry in each.entries),
        asked=is_valid,
        found=found if len(found) <= A_FEW else [],
        too_many=len(found) > A_FEW,
    )


@bp.post("/lost-code/<uuid:inventory_id>/opening")
@requires(Permission.INVENTORY_CLAIM)
def open_lost(inventory_id: UUID) -> Response:
    operations.open_lost(g.actor, inventory=get_waiting_list(g.actor, inventory_id))
    return see_other("office.hand_over", inventory_id=inventory_id)


def _fitting(form: LostForm) -> list[Inventory]:
    assert form.saved_on.data is not None  # required
    keys = [key for key in (form.first.data, form.second.data) if key]
    return find_lost(g.actor, saved_on=form.saved_on.data, contexts=form.contexts.data or (), pictures=keys)
