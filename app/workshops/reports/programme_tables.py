"""What the programme did in words: how often, by month, by parish and by what else is known of people."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_skeleton
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core import i18n
from app.core.disclosure import NONE, Shown
from app.core.text import fold
from app.directory.shelves.states import OUTCOMES
from app.ui.bars import Bar, Picture
from app.workshops.planning.wording import group_name
from app.workshops.reports.programme import HAPPENINGS, Programme
from app.workshops.reports.tables import (
    AGES,
    PEOPLE,
    TOTAL,
    Grid,
    GridRow,
    Section,
    count,
    row,
)

TIMES: dict[str, Any] = {
    "registered": _("People registered"),
    "kept": _("Lists kept"),
    "confirmed": _("Competences confirmed"),
    "certified": _("Certificates and declarations"),
    "came": _("Attendances"),
}
OF_PEOPLE: dict[str, Any] = {
    "registered": TIMES["registered"],
    "kept": _("People with a list"),
    "confirmed": _("People with a confirmed competence"),
    "certified": _("People with a certificate or declaration"),
    "came": PEOPLE,
}
DRAWN = ("registered", "came")
"""The columns that are drawn too."""
LATER = _(
    "People registered, lists, competences and outcomes are told here only by calendar years that are over, "
    "so that nobody is recognised by comparing dates."
)
EXACT_NUMBERS = _(
    "Exact numbers, small ones too: for whoever needs them for a task, not for publication. The audit trail "
    "keeps that they were opened."
)


def outcomes(found: Programme) -> Section:
    """How often what happened did."""
    columns, totals = found.columns, found.totals
    rows = [
        row(TIMES["registered"], count(columns["registered"].times)),
        row(_("Lists begun"), count(totals.get("begun", NONE))),
        row(TIMES["kept"], count(columns["kept"].times)),
        row(TIMES["confirmed"], count(columns["confirmed"].times)),
        row(_("Places in series taken"), count(totals.get("seated", NONE))),
        row(TIMES["came"], count(columns["came"].times)),
        row(_("Series attended to the end"), count(totals.get("completed", NONE))),
        row(TIMES["certified"], count(columns["certified"].times)),
    ]
    return Section(gettext("People and outcomes"), rows)


def filled(by_whom: Mapping[str, Shown]) -> Section:
    """Offers that were filled, and by whom."""
    named = {**OUTCOMES, "": TOTAL}
    rows = [row(named[key], count(number)) for key, number in by_whom.items()]
    return Section(gettext("Offers of work and training filled"), rows)


def grids(found: Programme, months: Sequence[date], parishes: Mapping[str, str]) -> list[Grid]:
    """By month, parish, language, age and group; `months` by a day of each, `parishes` their names."""
    locale, unknown = i18n.current().locale, gettext("Not known")
    of_month = {
        str(number): format_skeleton("yMMMM", day, locale=locale) for number, day in enumerate(months)
    }
    spoken = {key: i18n.language_name(key) if key else unknown for key in _keys(found, "language")}
    known_first = dict(sorted(spoken.items(), key=lambda each: (not each[0], fold(each[1]))))
    groups = {key: group_name(key) for key in _keys(found, "group")}
    every = [
        _grid(found, "month", gettext("By month"), of_month),
        _grid(found, "parish", gettext("By parish"), {**parishes, "": unknown}),
        _grid(found, "language", gettext("By language"), known_first),
        _grid(found, "age", gettext("By age"), AGES),
        _grid(found, "group", gettext("By group"), groups),
    ]
    return [each for each in every if each.rows]


def _keys(found: Programme, by: str) -> list[str]:
    """What somebody speaks or belongs to, in any of the columns."""
    return sorted({str(key) for each in found.columns.values() for key in each.by[by]})


def _grid(found: Programme, by: str, title: str, names: Mapping[Any, Any]) -> Grid:
    """A line for each name and, where they add up, the sums; months and parishes are drawn too."""
    columns, heads = found.columns, TIMES if by == "month" else OF_PEOPLE
    rows = [
        GridRow(str(name), [count(columns[kind].by[by].get(key, NONE)) for kind in HAPPENINGS])
        for key, name in names.items()
    ]
    sums = [columns[kind].times if by == "month" else columns[kind].people for kind in HAPPENINGS]
    last = [GridRow(str(TOTAL), [count(each) for each in sums])] if by != "group" else []
    drawn = DRAWN if by in ("month", "parish") else ()
    pictures = [_picture(f"{title}: {heads[kind]}", HAPPENINGS.index(kind), rows) for kind in drawn]
    every = [str(heads[kind]) for kind in HAPPENINGS]
    return Grid(title, every, [*rows, *last] if rows else [], [each for each in pictures if each])


def _picture(title: str, column: int, rows: Sequence[GridRow]) -> Picture | None:
    """A column as bars; None where there is nothing to draw."""
    named = [(each.title, each.figures[column]) for each in rows]
    most, longest = max(named, key=lambda each: each[1].size, default=("", count(NONE)))
    if not longest.size:
        return None
    bars = [Bar(name, figure, round(100 * figure.size / longest.size)) for name, figure in named]
    about = gettext(
        "Highest value: %(name)s, %(number)s. All values stand in the table below.",
        name=most,
        number=longest.said,
    )
    return Picture(title, about, bars)
