"""The calendar of all series: month, week, list; on screen and on paper."""

from datetime import date
from typing import Any

from flask import Response, g, request

from app.core import clock
from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.directory.slots.occasions import Occasion
from app.directory.slots.queries import slots_between
from app.network.holidays import holidays_between
from app.network.queries import get_municipality
from app.ui.listing import read_listing
from app.workshops.blueprint import bp
from app.workshops.planning.forms.sessions import CalendarForm
from app.workshops.planning.months import Range, View, by_day, range_of
from app.workshops.planning.queries.calendar import CalendarFilters, sessions_between
from app.workshops.planning.queries.hosts import list_facilitators
from app.workshops.planning.queries.places import list_places


@bp.get("/calendar")
@requires(Permission.WORKSHOP_READ)
def calendar() -> Response:
    return respond("workshops/planning/calendar.html", **_context())


@bp.get("/calendar/paper")
@requires(Permission.WORKSHOP_READ)
def calendar_paper() -> Response:
    """The same to be printed."""
    return respond("workshops/planning/calendar_paper.html", **_context())


def _context() -> dict[str, Any]:
    municipality = get_municipality(g.actor.here())
    staff = list_facilitators(municipality.id)
    form = CalendarForm(request.args)
    form.offer(list_places(municipality.id), staff)
    asked = read_listing(form)
    today = clock.today(municipality.zone)
    shown = range_of(_view(), _day(today))
    sessions = sessions_between(g.actor, shown.first, shown.last, CalendarFilters(**asked.values))
    days = {"view": shown.view.value, "on": shown.on.isoformat()}
    return {
        "status": asked.status,
        "listing": asked,
        "municipality": municipality,
        "shown": shown,
        "today": today,
        "days": by_day([*sessions, *([] if asked.is_filtered else _slots(shown))]),
        "holidays": holidays_between(municipality, shown.first, shown.last),
        "staff": staff,
        "address": lambda endpoint="workshops.calendar", **changes: asked.address(
            endpoint, **{**days, **changes}
        ),
    }


def _slots(shown: Range) -> list[Occasion]:
    """The drop-in hours that are kept on these days."""
    return [each for each in slots_between(g.actor, shown.first, shown.last) if each.is_held]


def _view() -> View:
    """The view that the address asks for; a month for a word that names none."""
    asked = request.args.get("view", "")
    return View(asked) if asked in set(View) else View.MONTH


def _day(today: date) -> date:
    """The day that the address asks for; today for words that are no day."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return today
