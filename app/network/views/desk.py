"""What a municipality says about its desk."""

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network import queries, services
from app.network.forms import DeskForm
from app.network.views.blueprint import bp


@bp.get("/municipality")
@requires(Permission.MUNICIPALITY_WRITE)
def municipality() -> Response:
    return _page(DeskForm(obj=queries.get_municipality(g.actor.here())))


@bp.post("/municipality")
@requires(Permission.MUNICIPALITY_WRITE)
def edit_municipality() -> Response:
    form = DeskForm()
    if not form.validate():
        return _page(form, status=422)
    found = queries.get_municipality(g.actor.here())
    phone, hours = form.desk_phone.data, form.desk_hours.data
    services.edit_desk(g.actor, municipality=found, desk_phone=phone or "", desk_hours=hours or "")
    flash(_("The kiosk shows this from now on."), "good")
    return see_other("network.municipality")


def _page(form: DeskForm, *, status: int = 200) -> Response:
    found = queries.get_municipality(g.actor.here())
    g.actor.demand(Permission.MUNICIPALITY_WRITE, found.id)
    return respond("network/municipality.html", status=status, form=form, municipality=found)
