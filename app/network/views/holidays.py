"""The municipality's own holidays beside the country's."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network import queries, services
from app.network.forms import HolidayForm
from app.network.holidays import holidays_between
from app.network.views.blueprint import bp


@bp.get("/municipality/holidays")
@requires(Permission.MUNICIPALITY_WRITE)
def holidays() -> Response:
    return _page(HolidayForm())


@bp.post("/municipality/holidays")
@requires(Permission.MUNICIPALITY_WRITE)
def add_holiday() -> Response:
    form = HolidayForm()
    if not form.validate():
        return _page(form, status=422)
    assert form.on.data
    try:
        services.add_holiday(
            g.actor,
            holiday_id=form.new_id,
            municipality_id=g.actor.here(),
            name=form.name.data,
            on=form.on.data,
            every_year=form.every_year.data,
        )
    except services.HolidayKnown:
        form.on.errors = [_("This day is in the list already.")]
        return _page(form, status=422)
    flash(_("The holiday was added."), "good")
    return see_other("network.holidays")


@bp.post("/municipality/holidays/<uuid:holiday_id>/removal")
@requires(Permission.MUNICIPALITY_WRITE)
def remove_holiday(holiday_id: UUID) -> Response:
    services.remove_holiday(g.actor, holiday=queries.get_holiday(g.actor, holiday_id))
    flash(_("The holiday was removed."), "good")
    return see_other("network.holidays")


def _page(form: HolidayForm, *, status: int = 200) -> Response:
    found = queries.get_municipality(g.actor.here())
    g.actor.demand(Permission.MUNICIPALITY_WRITE, found.id)
    today = clock.today(found.zone)
    page: dict[str, Any] = {
        "form": form,
        "municipality": found,
        "own": queries.list_holidays(g.actor),
        "coming": holidays_between(found, today, date(today.year + 1, 12, 31)),
    }
    return respond("network/holidays.html", status=status, **page)
