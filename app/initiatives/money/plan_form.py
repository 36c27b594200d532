"""What is asked about a cash plan: its start, and each of its lines with 24 months."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.core import i18n
from app.core.dates import day_as
from app.core.forms import Form, LocalForm, OpenedForm, VersionedForm
from app.initiatives.money.cash import MONTHS, months_from, spread
from app.initiatives.money.models import CashLine, CashPlan
from app.initiatives.money.operations.plans import LineFacts, Start
from app.ui.choice_fields import RadiosField, SelectField, choices
from app.ui.fields import CheckboxField, IntegerField, TextField
from app.ui.money_field import MoneyField

MOST = Decimal(1_000_000)
"""Euros in one month."""
BACK, AHEAD = 24, 36
"""Months in which a plan may begin, before and after the present one."""
CELLS = tuple(f"month_{number}" for number in range(MONTHS))
IN, OUT = "in", "out"


class StartForm(Form, OpenedForm):
    """From when the plan counts, and with what."""

    carried = (*Form.carried, *OpenedForm.carried)
    begins_on = SelectField(_("First month"), required=True)
    opening = MoneyField(
        _("Cash at the start, in euros"), most=MOST, description=_("What is there before the first month.")
    )

    def offer(self, today: date, kept: date | None = None) -> None:
        """Fill the list of months; the one that was chosen already stays in it."""
        at = today.year * 12 + today.month - 1
        around = [date(each // 12, each % 12 + 1, 1) for each in range(at - BACK, at + AHEAD + 1)]
        months = sorted({*around, *([kept] if kept else [])})
        self.begins_on.choices = choices({each.isoformat(): month_in_words(each) for each in months})

    @property
    def start(self) -> Start:
        return Start(begins_on=date.fromisoformat(self.begins_on.data), opening=self.opening.cents or 0)


class NewPlanForm(StartForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditPlanForm(StartForm, VersionedForm):
    carried = VersionedForm.carried


class LineForm(Form, OpenedForm):
    """A line: the same amount every so many months is put into the months, each of which can be changed.

    The fields of the months (`CELLS`) are added below.
    """

    carried = (*Form.carried, *OpenedForm.carried)
    title = TextField(_("What it is"), required=True, description=_("Such as: gardens, rent, insurance."))
    direction = RadiosField(
        _("Does it come in or go out?"),
        required=True,
        choices=choices({IN: _("It comes in"), OUT: _("It goes out")}),
    )
    is_variable = CheckboxField(
        _("It is sales, or a cost that grows with them"),
        description=_("Such as material. Rent, grants and loans are the same however much is sold."),
    )
    amount = MoneyField(_("Amount, in euros"), most=MOST)
    first = SelectField(_("From"), coerce=int)
    last = SelectField(_("Until"), coerce=int)
    every = IntegerField(_("Every so many months"), least=1, most=MONTHS)

    def name_months(self, begins_on: date) -> None:
        """Say of each month which it is."""
        names = [month_in_words(each) for each in months_from(begins_on)]
        for name, words in zip(CELLS, names, strict=True):
            self[name].label.text = words
        for field in (self.first, self.last):
            field.choices = choices(dict(enumerate(names)))

    def fill(self) -> None:
        """Put the amount into the months it is for; the others stay as they are. Nothing is kept by it."""
        asked = (self.amount, self.first, self.last, self.every)
        for field in asked:
            field.validate(self)
        if any(field.errors for field in asked):
            return
        if self.amount.cents is None:
            self.amount.errors = [gettext("Please write the amount that is the same every month.")]
            return
        first, last, every = self.first.data or 0, self.last.data, self.every.data or 1
        end = MONTHS - 1 if last is None else last
        if not (0 <= first <= end < MONTHS and 1 <= every <= MONTHS):
            self.last.errors = [gettext("Please choose a last month that does not come before the first.")]
            return
        for name, cents in zip(CELLS, spread(self.amount.cents, first, end, every), strict=True):
            if cents or (first <= int(name.removeprefix("month_")) <= end):
                self[name].raw_data = None
                self[name].process_data(cents or None)
        self.amount.data, self.amount.raw_data = "", None

    def validate(self, extra_validators: Any = None) -> bool:
        """An amount that was typed and not put into the months would be lost."""
        if not super().validate(extra_validators):
            return False
        if self.amount.cents is not None:
            said = gettext("Put the amount into the months first, or take it out of this field.")
            self.amount.errors = [said]
        elif not any(self[name].cents for name in CELLS):
            self.amount.errors = [gettext("Please write an amount in at least one month.")]
        return not self.errors

    @property
    def facts(self) -> LineFacts:
        return LineFacts(
            title=self.title.data,
            is_income=self.direction.data == IN,
            is_variable=bool(self.is_variable.data),
            cents=[self[name].cents or 0 for name in CELLS],
        )


for _name in CELLS:
    setattr(LineForm, _name, MoneyField("", most=MOST))


class NewLineForm(LineForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditLineForm(LineForm, VersionedForm):
    carried = VersionedForm.carried


def plan_answers(plan: CashPlan) -> dict[str, Any]:
    return {"begins_on": plan.begins_on.isoformat(), "opening": plan.opening, "version": plan.version}


def new_line_answers() -> dict[str, Any]:
    return {"direction": OUT, **_same_every_month()}


def line_answers(line: CashLine) -> dict[str, Any]:
    cells = {name: cents or None for name, cents in zip(CELLS, line.cents, strict=True)}
    asked = {"title": line.title, "is_variable": line.is_variable, "version": line.version}
    return {**asked, "direction": IN if line.is_income else OUT, **_same_every_month(), **cells}


def month_in_words(first: date) -> str:
    return day_as("yMMMM", first, i18n.current().locale)


def _same_every_month() -> dict[str, int]:
    return {"first": 0, "last": MONTHS - 1, "every": 1}
