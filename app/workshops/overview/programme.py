"""How the programme works: what there is to choose from, and how long people wait for it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from babel.dates import format_date, format_time
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.actor import Actor
from app.core.i18n import Language
from app.core.papers.speaker import Said
from app.core.programme import Row, Section
from app.core.texts import Text
from app.workshops.enrolments.queries.public import PublicWorkshop, kinds_held, list_public
from app.workshops.reports.queries.beginnings import days_to_first_session

A_YEAR = timedelta(days=365)
FEW = 3
"""Series of a kind that are told with their next day; how many more there are is said."""


def told(municipality_id: UUID, today: date, spoken: Language) -> Iterator[Section]:
    anybody, since = Actor(municipality_id=municipality_id), today - A_YEAR
    offered = list_public(anybody, language=spoken.code, today=today)
    yield _what_runs(offered, kinds_held(anybody, since, language=spoken.code), spoken)
    steps = [*_to_choose_from(len(offered)), *_waited(days_to_first_session(anybody, since))]
    yield Section(position=62, key="then", steps=steps)


def _what_runs(
    offered: Sequence[PublicWorkshop], held: Sequence[tuple[Text, int]], spoken: Language
) -> Section:
    """By kind: what is open with its next day, and what was held in the last year."""
    by_kind: dict[Text, list[PublicWorkshop]] = {}
    for each in offered:
        by_kind.setdefault(each.kind, []).append(each)
    times = dict(held)
    rows = []
    for kind in dict.fromkeys([*by_kind, *times]):
        series = by_kind.get(kind, [])
        said = [_open(len(series))] if series else []
        said += [_held(times[kind])] if kind in times else []
        ahead = [_ahead(each, spoken) for each in series[:FEW]]
        rows.append(Row(Said.of(kind), ", ".join(said), ahead))
    nothing = [_("Nothing is announced at the moment. The desk knows what comes next.")]
    return Section(
        position=20, key="runs", title=_("What there is"), sentences=[] if rows else nothing, rows=rows
    )


def _open(count: int) -> str:
    return ngettext("%(num)d announced", "%(num)d announced", count)


def _held(count: int) -> str:
    return ngettext(
        "%(num)d session held in the last twelve months",
        "%(num)d sessions held in the last twelve months",
        count,
    )


def _ahead(series: PublicWorkshop, spoken: Language) -> Row:
    following = series.next
    assert following  # only series with a session ahead are listed
    when = format_date(following.on, "full", locale=spoken.locale)
    hour = format_time(following.starts, "short", locale=spoken.locale)
    words = _("%(day)s, %(hour)s, %(place)s", day=when, hour=hour, place=following.place)
    return Row(Said.of(series.title), words)


def _to_choose_from(count: int) -> Iterator[str]:
    if count:
        yield ngettext(
            "At the moment there is %(num)d workshop to choose from.",
            "At the moment there are %(num)d workshops to choose from.",
            count,
        )


def _waited(days: int | None) -> Iterator[str]:
    if days is not None:
        yield ngettext(
            "From signing up to the first session it took %(num)d day on average in the last year.",
            "From signing up to the first session it took %(num)d days on average in the last year.",
            days,
        )
