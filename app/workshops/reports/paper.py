"""The activity report on paper, and as files that a spreadsheet opens."""

from collections.abc import Sequence
from pathlib import Path

from flask_babel import gettext as _

from app.core import i18n
from app.core.exports import Row, Sheet
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.workshops.reports.tables import SERIES, GridRow, Told


def pdf(head: Letterhead, told: Told) -> bytes:
    """The report as PDF, in the language of the page. Raises core.pdf.PaperError."""
    data = {
        "title": told.title,
        "period": told.period,
        "words": {"paper": _("Activity report"), "series": _("Series by series")},
        "notes": told.notes,
        "columns": _columns(),
        "lang": i18n.current().tag,
        "sections": [
            {"title": each.title, "rows": [[line.name, line.figure.said] for line in each.rows]}
            for each in told.sections
        ],
        "series": _said(told.series),
        "grids": [
            {
                "title": each.title,
                "columns": ["", *each.columns],
                "rows": _said(each.rows),
                "pictures": [
                    {
                        "title": picture.title,
                        "bars": [[bar.name, bar.figure.said, bar.share] for bar in picture.bars],
                    }
                    for picture in each.pictures
                ],
            }
            for each in told.grids
        ],
    }
    return letterhead.render(Path(__file__).with_name("activity_report.typ"), head, data)


def table(told: Told) -> Sheet:
    """The report as rows; times in hours."""
    rows = [
        (section.title, line.name, line.figure.cell) for section in told.sections for line in section.rows
    ]
    return Sheet(_("Report"), [_("Table"), _("Line"), _("Number")], rows)


def series_table(told: Told) -> Sheet:
    """Series by series, times in hours."""
    return Sheet(_("Series"), _columns(), [_cells(each) for each in told.series])


def grid_tables(told: Told) -> list[Sheet]:
    """By month, parish and what else is known of people: a sheet each."""
    return [
        Sheet(each.title, [_("Line"), *each.columns], [_cells(row) for row in each.rows])
        for each in told.grids
    ]


def grid_table(told: Told) -> Sheet:
    """The same as one list: a line for each number."""
    rows = [
        (each.title, row.title, column, figure.cell)
        for each in told.grids
        for row in each.rows
        for column, figure in zip(each.columns, row.figures, strict=True)
    ]
    return Sheet(_("Numbers"), [_("Table"), _("Line"), _("What"), _("Number")], rows)


def _said(rows: Sequence[GridRow]) -> list[list[str]]:
    return [[each.title, *(figure.said for figure in each.figures)] for each in rows]


def _cells(row: GridRow) -> Row:
    return (row.title, *(figure.cell for figure in row.figures))


def _columns() -> list[str]:
    return [_("Title"), *map(str, SERIES)]
