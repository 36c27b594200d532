"""The municipality's own holidays beside the country's."""

from datetime import date
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network import queries
from app.network.blueprint import bp
from app.network.forms import HolidayForm
from app.network.holidays import holidays_between
from app.network.operations import holidays as operations


@bp.route("/municipality/holidays", methods=["GET", "POST"])
@requires(Permission.MUNICIPALITY_WRITE)
def add_holiday() -> Response:
    form = HolidayForm()
    if form.validate_on_submit():
        assert form.on.data
        try:
            operations.add_holiday(
                g.actor,
                holiday_id=form.new_id,
                municipality_id=form.drawn_in,
                name=form.name.data,
                on=form.on.data,
                every_year=form.every_year.data,
            )
        except operations.HolidayKnown:
            form.on.errors = [_("This day is in the list already.")]
        else:
            flash(_("The holiday was added."), "good")
            return see_other("network.add_holiday")
    found = queries.get_municipality(g.actor.here())
    g.actor.demand(Permission.MUNICIPALITY_WRITE, found.id)
    today = clock.today(found.zone)
    return respond(
        "network/holidays.html",
        status=form.status,
        form=form,
        municipality=found,
        own=queries.list_holidays(g.actor),
        coming=holidays_between(found, today, date(today.year + 1, 12, 31)),
    )


@bp.post("/municipality/holidays/<uuid:holiday_id>/removal")
@requires(Permission.MUNICIPALITY_WRITE)
def remove_holiday(holiday_id: UUID) -> Response:
    operations.remove_holiday(g.actor, holiday=queries.get_holiday(g.actor, holiday_id))
    flash(_("The holiday was removed."), "good")
    return see_other("network.add_holiday")
