"""Which links are listed."""

from flask_babel import lazy_gettext as _

from app.ui.choice_fields import SelectField, choices
from app.ui.listing import Filters

OPEN, ALL = "open", "all"


class LinkFilters(Filters):
    """Those that can still be answered, unless the address asks for all."""

    shown = SelectField(_("Which links"), choices=choices({OPEN: _("Can be answered"), ALL: _("All links")}))
