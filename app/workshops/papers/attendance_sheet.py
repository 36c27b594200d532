"""The sheet that people sign: of one session, or of a series with a column for each session.

An office paper, in Portuguese alone. Names are only of those who may stand on it: whoever made the rows left
protected people out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from babel.dates import format_date

from app.core import i18n
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper

BLANK_LINES = 4
"""Lines for those who come without having enrolled."""
SESSIONS_A_PAGE = 6


@dataclass(frozen=True, slots=True)
class SheetSession:
    """One session as the sheet says it; `number` of the series' own count."""

    number: int
    on: date
    starts: time
    ends: time
    place: str
    title: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SheetSeries:
    """The series; `facilitators` by name."""

    title: str
    organisation: str
    facilitators: tuple[str, ...]
    sessions_count: int


def session_sheet(
    head: Letterhead, series: SheetSeries, session: SheetSession, names: Sequence[str]
) -> Paper:
    """The signature sheet of one session (A4 upright), with room for the summary."""
    data = {**_series(series), "session": _session(session, "full"), "names": names, "blank": BLANK_LINES}
    return letterhead.on_paper(Path(__file__).with_name("attendance_sheet.typ"), head, data)


def series_sheet(
    head: Letterhead, series: SheetSeries, sessions: Sequence[SheetSession], names: Sequence[str]
) -> Paper:
    """The signature sheets of a whole series (A4 lying), so many sessions on each."""
    sheets = sheets_of(len(sessions))
    size = max(1, -(-len(sessions) // sheets))  # as many on the last sheet as on the others
    pages = [
        [_session(each, "short") for each in sessions[at * size : (at + 1) * size]] for at in range(sheets)
    ]
    return letterhead.on_paper(
        Path(__file__).with_name("series_sheet.typ"),
        head,
        {**_series(series), "pages": pages, "names": names, "blank": BLANK_LINES},
    )


def sheets_of(sessions: int) -> int:
    """On how many sheets so many sessions have room: everybody stands on each."""
    return max(1, -(-sessions // SESSIONS_A_PAGE))


def _series(series: SheetSeries) -> dict[str, Any]:
    return {
        "title": series.title,
        "organisation": series.organisation,
        "facilitators": ", ".join(series.facilitators),
        "count": str(series.sessions_count),
    }


def _session(session: SheetSession, length: str) -> dict[str, str]:
    locale = i18n.language(i18n.MAIN).locale
    day = format_date(session.on, "full" if length == "full" else "d MMM y", locale=locale)
    return {
        "number": str(session.number),
        "day": day,
        "time": f"{session.starts:%H:%M}–{session.ends:%H:%M}",
        "place": session.place,
        "title": session.title,
        "summary": session.summary,
    }
