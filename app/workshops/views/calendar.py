"""The calendar of all series: month, week, list; on screen and on paper."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, g, request, url_for

from app.core import clock
from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.directory.occasions import Occasion
from app.directory.queries.slots import slots_between
from app.network.holidays import holidays_between
from app.network.queries import get_municipality
from app.workshops import queries
from app.workshops.forms.sessions import CalendarForm
from app.workshops.months import Range, View, by_day, range_of
from app.workshops.views.blueprint import bp

FILTERS = ("place", "facilitator", "kind")


@bp.get("/calendar")
@requires(Permission.WORKSHOP_READ)
def calendar() -> Response:
    context, status = _context()
    return respond("workshops/calendar.html", status=status, **context)


@bp.get("/calendar/paper")
@requires(Permission.WORKSHOP_READ)
def calendar_paper() -> Response:
    """The same to be printed."""
    context, status = _context()
    return respond("workshops/calendar_paper.html", status=status, **context)


def _context() -> tuple[dict[str, Any], int]:
    place = get_municipality(g.actor.here())
    staff = queries.list_facilitators(place.id)
    form = CalendarForm(request.args)
    form.offer(queries.list_places(place.id), staff)
    is_valid = form.validate()
    today = clock.today(place.zone)
    shown = range_of(_view(), _day(today))
    filters = _filters(form) if is_valid else queries.CalendarFilters()
    sessions = queries.sessions_between(g.actor, shown.first, shown.last, filters)
    slots = _slots(shown) if not any(request.args.get(name) for name in FILTERS) else {}
    context = {
        "form": form,
        "place": place,
        "shown": shown,
        "today": today,
        "days": by_day(sessions),
        "slots": slots,
        "holidays": holidays_between(place, shown.first, shown.last),
        "staff": staff,
        "address": lambda endpoint="workshops.calendar", **changes: _address(shown, endpoint, **changes),
        "is_filtered": any(request.args.get(name) for name in FILTERS),
    }
    return context, 200 if is_valid else 422


def _slots(shown: Range) -> dict[date, list[Occasion]]:
    """The drop-in hours that are kept on these days."""
    found: dict[date, list[Occasion]] = {}
    for each in slots_between(g.actor, shown.first, shown.last):
        if each.is_held:
            found.setdefault(each.on, []).append(each)
    return found


def _filters(form: CalendarForm) -> queries.CalendarFilters:
    return queries.CalendarFilters(
        place_id=UUID(form.place.data) if form.place.data else None,
        facilitator_id=UUID(form.facilitator.data) if form.facilitator.data else None,
        kind=form.kind.data,
    )


def _view() -> View:
    """The view of the address; what is none is a month."""
    asked = request.args.get("view", "")
    return View(asked) if asked in set(View) else View.MONTH


def _day(today: date) -> date:
    """The day of the address; what is none is today."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return today


def _address(shown: Range, endpoint: str, **changes: Any) -> str:
    kept = {name: value for name in FILTERS if (value := request.args.get(name))}
    return url_for(endpoint, **{"view": shown.view.value, "on": shown.on.isoformat(), **kept, **changes})
