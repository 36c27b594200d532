"""Reports: of a series, of a period, and of any days in exact numbers; as page, PDF, XLSX and CSV."""

from datetime import date
from uuid import UUID

from flask import Response, g, request, url_for
from flask_babel import format_currency
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock, unit_of_work
from app.core.access import requires
from app.core.config import settings
from app.core.downloads import attached
from app.core.errors import NotFound
from app.core.http import respond
from app.core.papers.letterhead import Letterhead
from app.core.permission import Permission
from app.network.queries import get_zone
from app.ui.listing import Listing, csv_answer, read_listing, xlsx_answer
from app.ui.wording import day, instant
from app.workshops.blueprint import bp
from app.workshops.papers.queries import letterhead_of
from app.workshops.planning.models.series import Workshop
from app.workshops.reports import paper as papers
from app.workshops.reports.forms import DaysFilters, PeriodFilters, month_names
from app.workshops.reports.operations import note_reading, tell_year
from app.workshops.reports.periods import days_of, is_year_over, months_of
from app.workshops.reports.programme_tables import EXACT_NUMBERS, LATER, filled, grids, outcomes
from app.workshops.reports.queries.activity import (
    messages_by_month,
    parish_names,
    period_report,
    series_report,
)
from app.workshops.reports.queries.whole import exact_whole
from app.workshops.reports.tables import FAMILIES, ROUNDED, SMALL_LEFT_OUT, Told, sections, series
from app.workshops.reports.whole import Whole

NAME, EXACT_NAME = "relatorio-de-atividade", "relatorio-numeros-exatos"


@bp.get("/statistics/workshops")
@requires(Permission.STATISTICS_READ)
def statistics() -> Response:
    listing = _asked_period()
    asked = {"year": listing["year"], "period": listing["period"]}
    may_read_exact = g.actor.may(Permission.STATISTICS_EXACT)
    return respond(
        "workshops/reports/statistics.html",
        status=listing.status,
        form=listing.form,
        told=_of_period(listing) if listing.is_valid else None,
        short_messages=_messages(listing) if listing.is_valid and may_read_exact else [],
        may_choose=may_read_exact,
        file_url=lambda kind: url_for("workshops.statistics_file", **asked, format=kind),
    )


@bp.get("/statistics/workshops/file")
@requires(Permission.STATISTICS_READ)
def statistics_file() -> Response:
    listing = _asked_period()
    listing.demand_valid()
    return _file(_of_period(listing), letterhead_of(g.actor.here()))


@bp.get("/statistics/exact")
@requires(Permission.STATISTICS_EXACT)
def exact_statistics() -> Response:
    """Of any days, without anything left out; that it was told stays in the audit trail."""
    listing = _asked_days()
    days = {"first": listing["first"], "last": listing["last"]}
    return respond(
        "workshops/reports/exact.html",
        status=listing.status,
        form=listing.form,
        told=_exactly(listing) if listing.is_valid and request.args else None,
        file_url=lambda kind: url_for("workshops.exact_statistics_file", **days, format=kind),
    )


@bp.get("/statistics/exact/file")
@requires(Permission.STATISTICS_EXACT)
def exact_statistics_file() -> Response:
    listing = _asked_days()
    listing.demand_valid()
    return _file(_exactly(listing), letterhead_of(g.actor.here()), EXACT_NAME)


@bp.get("/statistics/workshops/<uuid:workshop_id>")
@requires(Permission.STATISTICS_READ)
def series_statistics(workshop_id: UUID) -> Response:
    return _series_page(workshop_id, "workshops.series_statistics_file")


@bp.get("/statistics/workshops/<uuid:workshop_id>/file")
@requires(Permission.STATISTICS_READ)
def series_statistics_file(workshop_id: UUID) -> Response:
    return _series_file(workshop_id)


@bp.get("/workshops/<uuid:workshop_id>/report")
@requires(Permission.WORKSHOP_WRITE)
def own_report(workshop_id: UUID) -> Response:
    """The same for whoever leads the series."""
    return _series_page(workshop_id, "workshops.own_report_file")


@bp.get("/workshops/<uuid:workshop_id>/report/file")
@requires(Permission.WORKSHOP_WRITE)
def own_report_file(workshop_id: UUID) -> Response:
    return _series_file(workshop_id)


def _series_page(workshop_id: UUID, file_endpoint: str) -> Response:
    workshop, told = _of_series(workshop_id)
    return respond(
        "workshops/reports/report.html",
        told=told,
        workshop_id=workshop_id,
        may_open=g.actor.may(Permission.WORKSHOP_READ, workshop.municipality_id),
        file_url=lambda kind: url_for(file_endpoint, workshop_id=workshop_id, format=kind),
    )


def _series_file(workshop_id: UUID) -> Response:
    workshop, told = _of_series(workshop_id)
    return _file(told, letterhead_of(workshop.municipality_id, workshop))


def _of_series(workshop_id: UUID) -> tuple[Workshop, Told]:
    workshop, found, span = series_report(g.actor, workshop_id)
    period = _days(*span) if span else _("No session has taken place yet.")
    tables = sections(found, parish_names(found))
    return workshop, Told(workshop.title, period, tables, notes=[str(ROUNDED), str(FAMILIES)])


def _of_period(asked: Listing) -> Told:
    first, last = days_of(asked["year"], asked["period"])
    if is_year_over(first, last, clock.today(get_zone(g.actor.here()))):
        told, since = tell_year(g.actor, year=first.year)
        counted = _("Counted on %(at)s. What changes later is not told here.", at=instant(since))
        return _in_words(told, first, last, ROUNDED if told.is_rounded else SMALL_LEFT_OUT, counted)
    found = period_report(g.actor, asked["year"], asked["period"])
    by_series = series(list(found.lines.values()))
    notes = [str(ROUNDED), str(FAMILIES), str(LATER)]
    return Told(_("All series"), _days(first, last), sections(found.report), by_series, notes=notes)


def _exactly(asked: Listing) -> Told:
    first, last = asked["first"], asked["last"]
    note_reading(g.actor, first=first, last=last)
    return _in_words(exact_whole(g.actor, first, last), first, last, EXACT_NUMBERS)


def _in_words(told: Whole, first: date, last: date, *notes: object) -> Told:
    """The series, and what the programme did besides."""
    months = [month for month, _end in months_of(first, last)]
    return Told(
        _("All series"),
        _days(first, last),
        [outcomes(told.programme), filled(told.filled), *sections(told.report)],
        series(told.lines),
        grids(told.programme, months, told.parishes),
        [*(str(each) for each in notes), str(FAMILIES)],
    )


def _messages(asked: Listing) -> list[tuple[str, int, int, str]]:
    """Short messages by month, with their parts and, where a price is known, what they cost."""
    known, names = settings().http_sms, month_names()
    price = known.part_price if known else None
    return [
        (names[month], messages, parts, "" if price is None else format_currency(price * parts, "EUR"))
        for month, messages, parts in messages_by_month(g.actor, *days_of(asked["year"], asked["period"]))
    ]


def _asked_period() -> Listing:
    today = clock.today(get_zone(g.actor.here()))
    asked = request.args if request.args.get("year") else MultiDict({"year": today.year, "period": "year"})
    return read_listing(PeriodFilters(asked))


def _asked_days() -> Listing:
    today = clock.today(get_zone(g.actor.here()))
    this_year = MultiDict({"first": f"{today.year}-01-01", "last": today.isoformat()})
    return read_listing(DaysFilters(request.args or this_year))


def _days(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def _file(told: Told, head: Letterhead, name: str = NAME) -> Response:
    """What the address asks for: pdf, xlsx, or csv; written outside the transaction."""
    unit_of_work.let_go()
    table, by_series, numbers = papers.table(told), papers.series_table(told), papers.grid_table(told)
    match request.args.get("format"):
        case "pdf":
            return attached(papers.pdf(head, told), "application/pdf", f"{name}.pdf")
        case "xlsx":
            return xlsx_answer(name, table, *([by_series] if told.series else []), *papers.grid_tables(told))
        case "csv":
            return csv_answer(name, table.header, table.rows)
        case "series-csv" if told.series:
            return csv_answer(name, by_series.header, by_series.rows)
        case "people-csv" if told.grids:
            return csv_answer(name, numbers.header, numbers.rows)
    raise NotFound
