"""The steps as bars between their days, the launch below them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from flask_babel import gettext

from app.network.installation.overview import Overview
from app.ui.bars import Bar, Picture
from app.ui.wording import short_day

WHOLE = 100
"""Hundredths of the width."""
LETTERS = 30
"""Of a name, beside which a day stands on a telephone too."""


@dataclass(frozen=True, slots=True)
class Days:
    """From when until when; beside the bar stands the last day."""

    first: date
    last: date

    @property
    def said(self) -> str:
        return short_day(self.last)


def picture(found: Overview) -> Picture | None:
    """None while no step has a day: the launch alone needs no picture."""
    planned = [
        (str(each.known), Days(each.step.starts_on or last, last))
        for each in found.counted
        if (last := each.step.due_on or each.step.starts_on)
    ]
    if not planned:
        return None
    launch = found.installation.launch_on
    rows = [*planned, (gettext("Launch"), Days(launch, launch))]
    first, last = min(each.first for _name, each in rows), max(each.last for _name, each in rows)
    about = gettext(
        "From %(first)s until %(last)s. All days stand in the lists below.",
        first=short_day(first),
        last=short_day(last),
    )
    return Picture(gettext("Until when each step lasts"), about, _bars(rows, first, last))


def _bars(rows: Sequence[tuple[str, Days]], first: date, last: date) -> list[Bar]:
    """Each as wide as its days, yet wide enough to be seen, and inside the picture."""
    total = (last - first).days + 1
    bars = []
    for name, days in rows:
        share = max(1, round(WHOLE * ((days.last - days.first).days + 1) / total))
        start = min(round(WHOLE * (days.first - first).days / total), WHOLE - share)
        bars.append(Bar(shorten(name, LETTERS, placeholder="…"), days, share, start))
    return bars
