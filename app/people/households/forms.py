"""Who lives with whom, since when; who moved out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import ValidationError

from app.core.forms import Form
from app.people.households.models import HouseholdMember
from app.people.models import Participant
from app.ui.choice_fields import CheckboxesField, DateField, RadiosField, as_id, choices
from app.ui.fields import TextField
from app.ui.listing import Filters

APART, TOGETHER = "apart", "together"


class _PastDay(DateField):
    """A day that is not still to come; `today` is that of the municipality."""

    today: date

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and self.data > self.today:
            raise ValidationError(str(_("This day is still to come. Please note it when it was.")))


class LookForm(Filters):
    """Whom the person may live with; stands in the address."""

    q = TextField(_("Name"), render_kw={"autocomplete": "off"})


class LiveTogetherForm(Form):
    """Who of those found lives with the person."""

    carried = (*Form.carried, "q")
    q = HiddenField()
    participant_id = RadiosField(_("Who lives with this person?"), required=True, coerce=as_id)
    since = _PastDay(_("Since"), description=_("Leave it empty if nobody knows the day."))

    def offer(self, found: Iterable[Participant], today: date) -> None:
        self.participant_id.choices = choices({each.id: _called(each) for each in found})
        self.since.today = today


class MoveOutForm(Form):
    """Who moved out, when, and whether they went on together."""

    members = CheckboxesField(_("Who moved out?"), required=True, coerce=as_id)
    on = _PastDay(_("Last day there"), required=True)
    how = RadiosField(
        _("And then?"),
        required=True,
        choices=choices({APART: _("Each went their own way"), TOGETHER: _("They live together elsewhere")}),
        default=APART,
    )

    def offer(self, members: Iterable[HouseholdMember], today: date) -> None:
        self.members.choices = choices({each.id: each.participant.name for each in members})
        self.on.today = today


def _called(person: Participant) -> str:
    return f"{person.name} ({person.birth_year})" if person.birth_year else person.name
