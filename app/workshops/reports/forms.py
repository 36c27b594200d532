"""Which period a report is about; stands in the address."""

from typing import Any

from babel.dates import get_month_names
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from app.core import i18n
from app.ui.choice_fields import DateField, SelectField, choices
from app.ui.fields import YearField
from app.ui.listing import Filters
from app.workshops.reports.periods import MONTHS

PARTS: dict[str, Any] = {
    "year": _("The whole year"),
    "half-1": _("First half"),
    "half-2": _("Second half"),
    "quarter-1": _("First quarter"),
    "quarter-2": _("Second quarter"),
    "quarter-3": _("Third quarter"),
    "quarter-4": _("Fourth quarter"),
}
MOST_YEARS = 5
"""Years that one report tells: a bar for each month."""


def month_names() -> dict[int, str]:
    """Months by their number, as a list names them, in the language of the page."""
    months = get_month_names("wide", "stand-alone", locale=i18n.current().locale)
    return {number: name.capitalize() for number, name in months.items()}


def _periods() -> dict[str, Any]:
    """Every period by its key."""
    named = {f"month-{number}": name for number, name in month_names().items()}
    return {key: (PARTS | named)[key] for key in MONTHS}


class PeriodFilters(Filters):
    year = YearField(_("Year"), required=True)
    period = SelectField(_("Period"), required=True, choices=lambda: choices(_periods()))


class DaysFilters(Filters):
    """Any days, for whoever may read exact numbers."""

    first = DateField(_("From"), required=True)
    last = DateField(_("Until"), required=True)

    def validate_last(self, field: DateField) -> None:
        """Not before the first day, nor years later."""
        if not (self.first.data and field.data):
            return
        if field.data < self.first.data:
            raise ValidationError(str(_("The last day is before the first.")))
        if field.data.year - self.first.data.year >= MOST_YEARS:
            raise ValidationError(str(_("Please choose a period of five calendar years at most.")))
