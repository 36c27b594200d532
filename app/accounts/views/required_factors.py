"""Which roles take a second factor here, and a lost device."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.blueprint import bp
from app.accounts.factors.operations import require
from app.accounts.factors.queries import list_required_roles
from app.accounts.forms import RequiredForm
from app.accounts.operations import second_steps as operations
from app.core.access import confirmed, requires
from app.core.http import respond, see_other
from app.core.permission import Permission


@bp.route("/staff/second-factor", methods=["GET", "POST"])
@confirmed()
@requires(Permission.STAFF_WRITE)
def required_factors() -> Response:
    where = g.actor.here()
    form = RequiredForm(data={"roles": list_required_roles(where)})
    if form.validate_on_submit():
        require(g.actor, municipality_id=form.drawn_in, roles={*form.roles.data})
        flash(_("This holds from the next time that somebody signs in."), "good")
        return see_other("accounts.required_factors")
    return respond("accounts/required_factors.html", status=form.status, form=form)


@bp.post("/staff/<uuid:staff_id>/second-factor/removal")
@confirmed()
@requires(Permission.STAFF_WRITE)
def reset_factors(staff_id: UUID) -> Response:
    staff = queries.get_staff(g.actor, staff_id)
    operations.reset_factors(g.actor, staff=staff)
    flash(_("The second factor was removed, and the person signed out everywhere."), "good")
    return see_other("accounts.show_staff", staff_id=staff.id)
