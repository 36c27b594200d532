"""Initiatives in figures: of a year, rounded, for everybody who observes; of any days, exactly."""

from datetime import date

from flask import Response, g, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock, unit_of_work
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.reports.figures import parts_due
from app.initiatives.reports.forms import DaysFilters, YearFilters
from app.initiatives.reports.operations import tell_year
from app.initiatives.reports.queries import exact_figures
from app.initiatives.reports.tables import ROUNDED, Report, report
from app.network.queries import get_zone
from app.ui.listing import Listing, csv_answer, read_listing, xlsx_answer
from app.ui.wording import day, instant
from app.workshops.reports.operations import note_reading
from app.workshops.reports.periods import days_of
from app.workshops.reports.programme_tables import EXACT_NUMBERS

NAME, EXACT_NAME = "iniciativas-em-numeros", "iniciativas-numeros-exatos"


@bp.get("/initiatives/report")
@requires(Permission.STATISTICS_READ)
def report_of_year() -> Response:
    asked = _asked_year()
    return respond(
        "initiatives/reports/report.html",
        status=asked.status,
        form=asked.form,
        told=_of_year(asked) if asked.is_valid else None,
        may_choose=g.actor.may(Permission.STATISTICS_EXACT),
        file_url=lambda kind: url_for("initiatives.report_file", year=asked["year"], format=kind),
    )


@bp.get("/initiatives/report/file")
@requires(Permission.STATISTICS_READ)
def report_file() -> Response:
    asked = _asked_year()
    asked.demand_valid()
    return _file(_of_year(asked), NAME)


@bp.get("/initiatives/report/exact")
@requires(Permission.STATISTICS_EXACT)
def exact_report() -> Response:
    """Of any days, without anything left out; that it was told stays in the audit trail."""
    asked = _asked_days()
    days = {"first": asked["first"], "last": asked["last"]}
    return respond(
        "initiatives/reports/exact.html",
        status=asked.status,
        form=asked.form,
        told=_exactly(asked) if asked.is_valid and request.args else None,
        file_url=lambda kind: url_for("initiatives.exact_report_file", **days, format=kind),
    )


@bp.get("/initiatives/report/exact/file")
@requires(Permission.STATISTICS_EXACT)
def exact_report_file() -> Response:
    asked = _asked_days()
    asked.demand_valid()
    return _file(_exactly(asked), EXACT_NAME)


def _of_year(asked: Listing) -> Report:
    first, last = days_of(asked["year"], "year")
    told, since = tell_year(g.actor, year=asked["year"])
    notes: list[object] = [ROUNDED]
    if since:
        notes.append(_("Counted on %(at)s. What changes later is not told here.", at=instant(since)))
    return report(told, _days(first, last), notes)


def _exactly(asked: Listing) -> Report:
    first, last = asked["first"], asked["last"]
    note_reading(g.actor, first=first, last=last)
    told = exact_figures(g.actor, first, last, parts_due(last, _today()))
    return report(told, _days(first, last), [EXACT_NUMBERS])


def _asked_year() -> Listing:
    this_year = MultiDict({"year": str(_today().year)})
    return read_listing(YearFilters(request.args if request.args.get("year") else this_year))


def _asked_days() -> Listing:
    today = _today()
    this_year = MultiDict({"first": f"{today.year}-01-01", "last": today.isoformat()})
    return read_listing(DaysFilters(request.args or this_year))


def _today() -> date:
    return clock.today(get_zone(g.actor.here()))


def _days(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def _file(told: Report, name: str) -> Response:
    """What the address asks for: xlsx or csv; written outside the transaction."""
    unit_of_work.let_go()
    match request.args.get("format"):
        case "xlsx":
            return xlsx_answer(name, *told.sheets)
        case "csv":
            return csv_answer(name, told.header, told.rows)
    raise NotFound
