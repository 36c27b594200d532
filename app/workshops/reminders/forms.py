"""Which day's calls; stands in the address."""

from flask_babel import lazy_gettext as _

from app.ui.choice_fields import DateField
from app.ui.listing import Filters


class DayFilters(Filters):
    on = DateField(_("Day"))
