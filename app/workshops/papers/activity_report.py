"""The activity report on paper, and as files that a spreadsheet opens."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.core import exports, i18n
from app.workshops.papers import letterhead
from app.workshops.papers.letterhead import Letterhead
from app.workshops.report_tables import LEFT_OUT, Section, SeriesRow
from app.workshops.wording import duration

Table = Sequence[exports.Row]


def pdf(
    head: Letterhead, title: str, period: str, sections: Sequence[Section], series: Sequence[SeriesRow]
) -> bytes:
    """The report as PDF, in the language of the page. Raises core.pdf.PaperError."""
    left_out = str(LEFT_OUT)
    data = {
        "title": title,
        "period": period,
        "words": words(),
        "sections": [
            {"title": each.title, "rows": [[line.name, line.said] for line in each.rows]} for each in sections
        ],
        "series": [
            [
                each.title,
                str(each.sessions),
                duration(each.held),
                left_out if each.people is None else str(each.people),
                left_out if each.attended is None else duration(each.attended),
            ]
            for each in series
        ],
    }
    return letterhead.render("activity_report.typ", head, {**data, "lang": i18n.current().tag})


def words() -> dict[str, str]:
    """What the paper says of itself."""
    return {
        "paper": _("Activity report"),
        "rule": note(),
        "series": _("Series by series"),
        "title": _("Title"),
        "sessions": _("Sessions held"),
        "held": _("Hours held"),
        "people": _("People who came"),
        "attended": _("Hours attended"),
    }


def note() -> str:
    """What every report says of numbers that are missing."""
    return _(
        "Numbers of fewer than five people are left out, and with them others from which they could be "
        "computed. The report names nobody."
    )


def header() -> list[str]:
    """The headings of the report as a table."""
    return [_("Table"), _("Line"), _("Number")]


def table(sections: Sequence[Section]) -> list[exports.Row]:
    """The report as rows; times in minutes, a number that is left out as an empty cell."""
    return [(section.title, line.name, line.number) for section in sections for line in section.rows]


def series_table(series: Sequence[SeriesRow]) -> tuple[list[str], list[exports.Row]]:
    """Series by series: headings and rows, minutes as numbers."""
    headings = [
        _("Title"),
        _("Sessions held"),
        _("Minutes held"),
        _("People who came"),
        _("Minutes attended by all together"),
    ]
    rows = [(each.title, each.sessions, each.held, each.people, each.attended) for each in series]
    return headings, list(rows)
