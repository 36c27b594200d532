"""Which interests are listed."""

from flask_babel import lazy_gettext as _

from app.directory.interests.states import INTEREST
from app.ui.choice_fields import SelectField, choices
from app.ui.listing import Filters


class InterestFilters(Filters):
    """What the list is narrowed to: what waits, unless the address says another state."""

    state = SelectField(_("State"), choices=choices(INTEREST.names))
