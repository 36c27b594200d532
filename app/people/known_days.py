"""How a day is asked for of which somebody knows the month or only the year, the day of birth above all."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from app.core import clock
from app.core.forms import Form
from app.network.queries import get_zone
from app.people.facts import days
from app.ui.fields import TextField

_NO_DAY: Mapping[type[ValueError], Any] = {
    days.TooShort: _("Please write the year in four digits, such as 1961."),
    days.NoSuchDay: _(
        "Please write a day, a month or a year that exists, such as 27/3/1984, 3/1984 or 1984."
    ),
    days.Ahead: _("This day has not come yet. Please check the year."),
    days.TooLongAgo: _("This is too long ago to be right. Please check the year."),
}


class KnownDayField(TextField):
    """As much of a day as somebody knows; `known` as in facts/days.py, `data` as it was typed."""

    known = ""

    def read(self, today: date) -> None:
        """Raises ValidationError with the sentence that fits what was typed."""
        try:
            self.known = days.read(self.data or "", today)
        except tuple(_NO_DAY) as error:
            raise ValidationError(str(_NO_DAY[type(error)])) from error


class BornField(KnownDayField):
    def __init__(self, **options: Any) -> None:
        hint: Any = _("As much as is known: 27/3/1984, 3/1984 or only 1984.")
        asked = {"max_length": 20, "description": hint, "render_kw": {"autocomplete": "off"}}
        super().__init__(_("Date of birth"), **asked, **options)


class BirthEntry(Form):
    """Above a form that registers somebody, with `born`, a BornField: as much as is known is what it says."""

    def validate_born(self, field: BornField) -> None:
        field.read(clock.today(get_zone(g.actor.here())))

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {"born": self["born"].known}
