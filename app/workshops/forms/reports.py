"""Which period a report is about; stands in the address."""

from typing import Any

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core import i18n
from app.ui.choice_fields import SelectField
from app.ui.fields import YearField
from app.workshops.periods import MONTHS

PARTS: dict[str, Any] = {
    "year": _("The whole year"),
    "half-1": _("First half"),
    "half-2": _("Second half"),
    "quarter-1": _("First quarter"),
    "quarter-2": _("Second quarter"),
    "quarter-3": _("Third quarter"),
    "quarter-4": _("Fourth quarter"),
}


class PeriodForm(wtforms.Form):
    year = YearField(_("Year"), required=True)
    period = SelectField(_("Period"), required=True)

    def offer(self) -> None:
        """Fill the list to choose from."""
        months = month_names()
        names = {key: PARTS.get(key) or months[int(key.removeprefix("month-")) - 1] for key in MONTHS}
        self.period.choices = [SelectChoice(key, name) for key, name in names.items()]


def month_names() -> list[str]:
    """The months as a list names them, in the language of the page."""
    from babel import Locale

    names = Locale.parse(i18n.current().locale).months["stand-alone"]["wide"]
    return [str(names[number]).capitalize() for number in range(1, 13)]
