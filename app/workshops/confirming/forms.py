"""How the table of people to confirm is narrowed, and what asks for an act about all of them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from app.core.forms import LocalForm
from app.people.standings import Clear
from app.ui.choice_fields import SelectField, as_id, choices
from app.ui.listing import ANY, Filters
from app.ui.wording import short_day
from app.workshops.confirming.queries import Narrowed, Offered

CLEARNESS: Mapping[str, Any] = {
    Clear.NEW.value: _("Clearly new"),
    Clear.SURE.value: _("Surely known"),
    Clear.UNSURE.value: _("To be decided"),
}


class PeopleFilters(Filters):
    """What the table is narrowed to."""

    series = SelectField(_("Series of sessions"), coerce=as_id, validate_choice=False)
    session = SelectField(_("Session"), coerce=as_id, validate_choice=False)
    clear = SelectField(_("What is clear"), choices=[ANY, *choices(CLEARNESS)])

    def offer(self, offered: Offered) -> None:
        """Fill the lists to choose from."""
        self.series.choices = [ANY, *choices(offered.series)]
        named = {key: f"{title}, {short_day(on)}" for key, (title, on) in offered.sessions.items()}
        self.session.choices = [ANY, *choices(named)]

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed(series=self.series.data, session=self.session.data)


class ConfirmAllForm(LocalForm):
    """Asks for everybody of the table who is clearly new; its id is the act's."""

    carried = (*LocalForm.carried, "series", "session")
    series = HiddenField(filters=[as_id])
    session = HiddenField(filters=[as_id])

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed(series=self.series.data, session=self.session.data)
