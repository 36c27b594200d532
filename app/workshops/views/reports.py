"""Activity reports: of a series and of a period, as page, PDF, XLSX and CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Response, current_app, g, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock, exports, unit_of_work
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond
from app.core.permission import Permission
from app.network.queries import get_zone
from app.ui.wording import day
from app.workshops import queries
from app.workshops.forms.reports import PeriodForm
from app.workshops.papers import activity_report as papers
from app.workshops.papers.letterhead import Letterhead
from app.workshops.periods import days_of
from app.workshops.queries.papers import letterhead_of
from app.workshops.report_tables import Section, SeriesRow, sections, series_rows
from app.workshops.views.blueprint import bp


@dataclass(frozen=True, slots=True)
class Told:
    """A report in words: of what, when, and its tables."""

    title: str
    period: str
    sections: Sequence[Section]
    series: Sequence[SeriesRow] = ()


@bp.get("/statistics/workshops")
@requires(Permission.STATISTICS_READ)
def statistics() -> Response:
    form = _period_form()
    is_valid = form.validate()
    told = _of_period(form) if is_valid else None
    asked = {"year": form.year.data, "period": form.period.data}
    return respond(
        "workshops/statistics.html",
        status=200 if is_valid else 422,
        form=form,
        told=told,
        note=papers.note(),
        file_url=lambda kind: url_for("workshops.statistics_file", **asked, format=kind),
    )


@bp.get("/statistics/workshops/file")
@requires(Permission.STATISTICS_READ)
def statistics_file() -> Response:
    form = _period_form()
    if not form.validate():
        raise NotFound
    return _file(_of_period(form), letterhead_of(g.actor.here()))


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
    told, _head = _of_series(workshop_id)
    return respond(
        "workshops/report.html",
        told=told,
        note=papers.note(),
        workshop_id=workshop_id,
        may_open=g.actor.may(Permission.WORKSHOP_READ),
        file_url=lambda kind: url_for(file_endpoint, workshop_id=workshop_id, format=kind),
    )


def _series_file(workshop_id: UUID) -> Response:
    return _file(*_of_series(workshop_id))


def _of_series(workshop_id: UUID) -> tuple[Told, Letterhead]:
    workshop, found, span = queries.series_report(g.actor, workshop_id)
    period = _days(*span) if span else _("No session has taken place yet.")
    return Told(workshop.title, period, sections(found)), letterhead_of(workshop.municipality_id, workshop)


def _of_period(form: PeriodForm) -> Told:
    assert form.year.data is not None
    first, last = days_of(form.year.data, form.period.data)
    found = queries.period_report(g.actor, first, last)
    return Told(_("All series"), _days(first, last), sections(found.report), series_rows(found))


def _period_form() -> PeriodForm:
    today = clock.today(get_zone(g.actor.here()))
    asked = request.args if request.args.get("year") else MultiDict({"year": today.year, "period": "year"})
    form = PeriodForm(asked)
    form.offer()
    return form


def _days(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def _file(told: Told, head: Letterhead) -> Response:
    """What the address asks for: pdf, xlsx, or csv; written outside the transaction."""
    unit_of_work.let_go()
    headings, rows = papers.series_table(told.series)
    match request.args.get("format"):
        case "pdf":
            content = papers.pdf(head, told.title, told.period, told.sections, told.series)
            return _sent(content, "application/pdf", "pdf")
        case "xlsx":
            sheets = [exports.Sheet(_("Report"), papers.header(), papers.table(told.sections))]
            if told.series:
                sheets.append(exports.Sheet(_("Series"), headings, rows))
            return _sent(exports.xlsx_file(sheets), exports.XLSX_TYPE, "xlsx")
        case "csv":
            content = exports.csv_file(papers.header(), papers.table(told.sections))
            return _sent(content, exports.CSV_TYPE, "csv")
        case "series-csv" if told.series:
            return _sent(exports.csv_file(headings, rows), exports.CSV_TYPE, "csv")
    raise NotFound


def _sent(content: bytes, media_type: str, extension: str) -> Response:
    response = current_app.response_class(content, content_type=media_type)
    name = f"relatorio-de-atividade.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
