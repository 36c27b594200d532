"""What a municipality says about its desk."""

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network import queries
from app.network.blueprint import bp
from app.network.forms import DeskForm
from app.network.operations.desk import edit_desk
from app.ui.conflict import show_both


@bp.route("/municipality", methods=["GET", "POST"])
@requires(Permission.MUNICIPALITY_WRITE)
def edit_municipality() -> Response:
    found = queries.get_municipality(g.actor.here())
    g.actor.demand(Permission.MUNICIPALITY_WRITE, found.id)
    form = DeskForm(obj=found)
    if form.validate_on_submit():
        try:
            edit_desk(
                g.actor,
                municipality=found,
                version=form.version.data,
                desk_address=form.desk_address.data or "",
                desk_phone=form.desk_phone.data or "",
                desk_hours=form.desk_hours.data or "",
            )
        except StaleRecord:
            show_both(form, DeskForm(obj=found))
        else:
            flash(_("The kiosk shows this from now on."), "good")
            return see_other("network.edit_municipality")
    return respond("network/municipality.html", status=form.status, form=form, municipality=found)
