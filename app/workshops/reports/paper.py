"""The activity report on paper, and as files that a spreadsheet opens."""

from pathlib import Path

from flask_babel import gettext as _

from app.core import i18n
from app.core.exports import Sheet
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.workshops.reports.tables import SERIES, Told


def pdf(head: Letterhead, told: Told) -> bytes:
    """The report as PDF, in the language of the page. Raises core.pdf.PaperError."""
    data = {
        "title": told.title,
        "period": told.period,
        "words": {
            "paper": _("Activity report"),
            "rule": note(),
            "series": _("Series by series"),
        },
        "columns": _columns(),
        "lang": i18n.current().tag,
        "sections": [
            {"title": each.title, "rows": [[line.name, line.figure.said] for line in each.rows]}
            for each in told.sections
        ],
        "series": [[each.title, *(figure.said for figure in each.figures)] for each in told.series],
    }
    return letterhead.render(Path(__file__).with_name("activity_report.typ"), head, data)


def note() -> str:
    """What every report says of numbers that are missing."""
    return _(
        "Numbers of fewer than five people are left out, and with them others from which they could be "
        "computed. The report names nobody."
    )


def table(told: Told) -> Sheet:
    """The report as rows; times in hours."""
    rows = [
        (section.title, line.name, line.figure.cell) for section in told.sections for line in section.rows
    ]
    return Sheet(_("Report"), [_("Table"), _("Line"), _("Number")], rows)


def series_table(told: Told) -> Sheet:
    """Series by series, times in hours."""
    rows = [(each.title, *(figure.cell for figure in each.figures)) for each in told.series]
    return Sheet(_("Series"), _columns(), rows)


def _columns() -> list[str]:
    return [_("Title"), *map(str, SERIES)]
