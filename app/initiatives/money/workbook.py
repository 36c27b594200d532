"""A cash plan as a workbook: its sums are formulas, so that whoever changes an amount sees what follows.

Words are text and never a formula, whatever they begin with (app/core/cells.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask_babel import gettext as _

from app.core.cells import guarded
from app.initiatives.money.cash import MONTHS, Forecast, Line

FIRST, LAST = 1, MONTHS
"""Columns of the months, counted from nothing; after them stands the sum of the row."""
TOTAL = MONTHS + 1
MONEY = "#,##0.00;[Red]-#,##0.00"


@dataclass
class _Page:
    """The sheet while it is written; `row` is the next one, counted from nothing."""

    sheet: Any
    formats: dict[str, Any]
    row: int = 0

    def words(self, text: str, style: str = "text") -> None:
        self.sheet.write_string(self.row, 0, guarded(text), self.formats[style])

    def sums(self, formulas: Sequence[str], values: Sequence[int], style: str = "sum") -> None:
        """A formula in each month, with the cents that it comes to."""
        for column, (formula, cents) in enumerate(zip(formulas, values, strict=True), FIRST):
            self.sheet.write_formula(self.row, column, formula, self.formats[style], cents / 100)


def of(forecast: Forecast, title: str) -> bytes:
    """The plan as XLSX."""
    from xlsxwriter import Workbook

    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        formats = {
            "text": book.add_format(),
            "bold": book.add_format({"bold": True}),
            "title": book.add_format({"bold": True, "font_size": 14}),
            "month": book.add_format({"bold": True, "bottom": 1, "num_format": "mmm yyyy", "align": "right"}),
            "money": book.add_format({"num_format": MONEY}),
            "sum": book.add_format({"num_format": MONEY, "bold": True, "top": 1}),
        }
        page = _Page(book.add_worksheet(_("Cash plan")), formats)
        _set_up(page)
        _write(page, forecast, title)
    return made.getvalue()


def _set_up(page: _Page) -> None:
    page.sheet.set_column(0, 0, 34)
    page.sheet.set_column(FIRST, TOTAL, 12)
    page.sheet.freeze_panes(3, 1)
    page.sheet.set_landscape()
    page.sheet.set_paper(9)
    page.sheet.fit_to_pages(1, 0)


def _write(page: _Page, forecast: Forecast, title: str) -> None:
    page.words(title, "title")
    page.row = 2
    for column, month in enumerate(forecast.months, FIRST):
        page.sheet.write_datetime(page.row, column, month.first, page.formats["month"])
    page.sheet.write_string(page.row, TOTAL, _("Sum"), page.formats["month"])
    page.row = 3
    page.words(_("Cash at the start"), "bold")
    page.sheet.write_number(page.row, FIRST, forecast.opening / 100, page.formats["money"])
    opening = f"B{page.row + 1}"
    income = _block(page, _("What comes in"), [each for each in forecast.lines if each.is_income])
    outgoings = _block(page, _("What goes out"), [each for each in forecast.lines if not each.is_income])
    page.row += 2
    page.words(_("What is left of the month"), "bold")
    columns = [_letters(column) for column in range(FIRST, LAST + 1)]
    results = [month.result for month in forecast.months]
    page.sums([f"={each}{income}-{each}{outgoings}" for each in columns], results)
    _total(page, sum(results))
    left = page.row + 1
    page.row += 1
    page.words(_("Cash at the end of the month"), "bold")
    before = [opening, *(f"{each}{page.row + 1}" for each in columns[:-1])]
    formulas = [f"={there}+{each}{left}" for there, each in zip(before, columns, strict=True)]
    page.sums(formulas, [month.closing for month in forecast.months])


def _block(page: _Page, title: str, lines: Sequence[Line]) -> int:
    """Lines under a heading, and their sum; the number of its row, as formulas count."""
    page.row += 2
    page.words(title, "bold")
    begins = page.row + 2
    for line in lines:
        page.row += 1
        page.words(line.title)
        for column, cents in enumerate(line.cents, FIRST):
            page.sheet.write_number(page.row, column, cents / 100, page.formats["money"])
        _total(page, line.total)
    page.row += 1
    page.words(_("Sum"), "bold")
    columns = [_letters(column) for column in range(FIRST, LAST + 1)]
    ends = max(begins, page.row)
    values = [sum(line.cents[at] for line in lines) for at in range(MONTHS)]
    inside = [f"=SUM({each}{begins}:{each}{ends})" if lines else "=0" for each in columns]
    page.sums(inside, values)
    _total(page, sum(values))
    return page.row + 1


def _total(page: _Page, cents: int) -> None:
    row = page.row + 1
    formula = f"=SUM({_letters(FIRST)}{row}:{_letters(LAST)}{row})"
    page.sheet.write_formula(page.row, TOTAL, formula, page.formats["sum"], cents / 100)


def _letters(column: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
