"""Which period the figures of initiatives are about; stands in the address."""

from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from app.ui.choice_fields import DateField
from app.ui.fields import YearField
from app.ui.listing import Filters

MOST_YEARS = 5


class YearFilters(Filters):
    """Whole years alone: of days chosen freely one report could be subtracted from another."""

    year = YearField(_("Year"), required=True)


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
