"""Opening hours as people enter them: a few rows of days and times, or the syntax of OpenStreetMap.

What was drawn and comes back as it was is left as it is stored, to the letter.

Its styles stand in desk.css. Names of the inputs: <name>-<row>-days, -opens, -closes;
<name>-holidays; <name>-text, which counts when it is filled in, unless only the rows were touched;
<name>-drawn, by which that is known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms.form import BaseForm

from app.core import i18n
from app.core.hours.syntax import LONGEST, problem
from app.core.hours.weekly import Row, rows_of, weekly
from app.core.hours.words import in_words
from app.core.opened import mark
from app.core.text import tidy
from app.ui.fields import Template

LEAST_ROWS, MOST_ROWS = 3, 14
DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


@dataclass(slots=True)
class TypedRow:
    """What stands in a row: days 0–6, and two times as typed."""

    days: tuple[int, ...] = ()
    opens: str = ""
    closes: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.days or self.opens or self.closes)


class HoursField(wtforms.Field):
    """`data` is the expression, "" for none."""

    widget = Template("hours")
    rows: list[TypedRow]
    text = ""
    drawn = ""
    _stored = ""
    _is_untouched = False
    _is_twofold = False
    closed_on_holidays = True
    day_names = DAYS

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.id}-0-opens"

    def said(self, expression: str) -> str:
        """The hours in words of the language of the page."""
        return in_words(expression, i18n.current().code)

    def process(self, formdata: Any, *arguments: Any, **options: Any) -> None:
        """The inputs have names of their own."""
        super().process(None, *arguments, **options)
        self._stored = self.data or ""
        self._show(self._stored)
        self.drawn = " ".join(self._marks)
        if formdata is not None and any(key.startswith(f"{self.name}-") for key in formdata):
            stored = self.answer
            self.drawn = formdata.get(f"{self.name}-drawn", self.drawn)
            self._read(formdata)
            self._is_untouched = self.answer == stored
            self._settle()

    def _show(self, expression: str) -> None:
        found = rows_of(expression)
        if found is not None and len(found) > MOST_ROWS:
            found = None
        self.text = expression if found is None else ""
        self.closed_on_holidays = not found or expression.rstrip("; ").endswith("PH off")
        self.rows = [TypedRow(row.days, f"{row.opens:%H:%M}", f"{row.closes:%H:%M}") for row in found or []]
        self._pad()

    @property
    def answer(self) -> tuple[str, bool, list[TypedRow]]:
        """What stands in the field; browsers leave out breaks of lines."""
        text = "".join(self.text.split())
        return text, self.closed_on_holidays, [row for row in self.rows if not row.is_empty]

    @property
    def _marks(self) -> tuple[str, str]:
        """Of the text and of the rows."""
        text, *rows = self.answer
        return mark(text), mark(repr(rows))

    def _settle(self) -> None:
        """Of rows and text the one that was touched counts; where both were, neither is dropped."""
        is_text_new, are_rows_new = (each not in self.drawn.split() for each in self._marks)
        has_both = bool(self.text) and any(not row.is_empty for row in self.rows)
        self._is_twofold = has_both and are_rows_new and is_text_new
        if has_both and are_rows_new and not is_text_new:
            self.text = ""

    def _pad(self) -> None:
        wanted = max(LEAST_ROWS, min(MOST_ROWS, len(self.rows) + 1))
        self.rows += [TypedRow() for _unused in range(wanted - len(self.rows))]

    def _read(self, formdata: Any) -> None:
        self.text = tidy(formdata.get(f"{self.name}-text", ""))[: LONGEST + 1]
        self.closed_on_holidays = f"{self.name}-holidays" in formdata
        self.rows = [self._row(formdata, number) for number in range(MOST_ROWS)]
        while self.rows and self.rows[-1].is_empty:
            self.rows.pop()
        self._pad()
        self.data = self.text

    def _row(self, formdata: Any, number: int) -> TypedRow:
        prefix = f"{self.name}-{number}"
        chosen = {int(day) for day in formdata.getlist(f"{prefix}-days") if day in set("0123456")}
        return TypedRow(
            tuple(sorted(chosen)),
            tidy(formdata.get(f"{prefix}-opens", ""))[:8],
            tidy(formdata.get(f"{prefix}-closes", ""))[:8],
        )

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:  # noqa: ARG002, FBT001 -- WTForms' signature
        """Make the expression; a ValidationError becomes the message under the field."""
        if self._is_untouched:
            self.data = self._stored
        elif self._is_twofold:
            raise wtforms.ValidationError(str(_("Please fill in the rows or the text below them, not both.")))
        elif self.text:
            piece = problem(self.text)
            if piece is not None:
                message: Any = _("These hours cannot be understood from “%(piece)s” on.", piece=piece)
                raise wtforms.ValidationError(str(message))
            self.data = self.text
        else:
            self.data = weekly(list(self._rows()), closed_on_holidays=self.closed_on_holidays)

    def _rows(self) -> Iterator[Row]:
        for row in self.rows:
            if row.is_empty:
                continue
            opens, closes = _time(row.opens), _time(row.closes)
            if not row.days or opens is None or closes is None:
                raise wtforms.ValidationError(
                    str(_("Each row needs its days and both times, such as 09:00."))
                )
            if closes <= opens:
                raise wtforms.ValidationError(str(_("The second time must be later than the first.")))
            yield Row(row.days, opens, closes)


def _time(text: str) -> time | None:
    """09:00, 9:00 or 9h00; None for anything else."""
    parts: Sequence[str] = text.lower().replace("h", ":").split(":")[:2]
    try:
        return time(int(parts[0]), int(parts[1] or 0) if len(parts) > 1 else 0)
    except ValueError:
        return None
