"""Forms of the network."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.core.forms import Form, TapForm
from app.network.models import OrganisationKind
from app.network.wording import KIND_NAMES
from app.ui.choice_fields import CheckboxesField, DateField, SelectField
from app.ui.fields import CheckboxField, LongTextField, PhoneField, TextField

ONCE_MORE = _("Please send the form once more.")


class OrganisationForm(Form):
    """`reach` is asked only of those who manage several municipalities."""

    name = TextField(_("Name"), required=True)
    kind = SelectField(_("Kind"), required=True)
    parent_id = SelectField(
        _("Part of"), description=_("For an internal unit: the organisation it belongs to.")
    )
    reach = CheckboxesField(_("Works in"))

    def __init__(
        self, *args: Any, parents: list[SelectChoice], places: list[SelectChoice], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        kinds = [SelectChoice(kind.value, label) for kind, label in KIND_NAMES.items()]
        self.kind.choices = [SelectChoice("", _("Choose a kind")), *kinds]
        self.parent_id.choices = [SelectChoice("", _("Nothing: it stands alone")), *parents]
        self.reach.choices = places
        if len(places) < 2:
            del self.reach

    @property
    def chosen_kind(self) -> OrganisationKind:
        return OrganisationKind(self.kind.data)

    @property
    def parent(self) -> UUID | None:
        return UUID(self.parent_id.data) if self.parent_id.data else None

    @property
    def chosen_reach(self) -> frozenset[UUID] | None:
        """The municipalities ticked; None where they were not asked."""
        return frozenset(map(UUID, self.reach.data or ())) if "reach" in self else None


class NewOrganisationForm(OrganisationForm):
    municipality_id = HiddenField()

    def validate_municipality_id(self, field: HiddenField) -> None:
        try:
            UUID(str(field.data or ""))
        except ValueError:
            raise ValidationError(str(ONCE_MORE)) from None

    @property
    def drawn_in(self) -> UUID:
        return UUID(str(self.municipality_id.data))


class EditOrganisationForm(OrganisationForm):
    version = IntegerField(widget=HiddenInput())

    def validate_version(self, field: IntegerField) -> None:
        if field.data is None:
            raise ValidationError(str(ONCE_MORE))


class DeskForm(Form):
    desk_phone = PhoneField(_("Telephone of the desk"))
    desk_hours = LongTextField(
        _("Opening hours"),
        max_length=300,
        description=_("As people read it at the kiosk, such as: Monday to Friday, 9:00 to 16:30."),
    )


class HolidayForm(Form):
    name = TextField(_("Name"), required=True, description=_("As people say it, such as: Municipal holiday."))
    on = DateField(_("Day"), required=True)
    every_year = CheckboxField(_("Every year on this day"), default=True)


class OrganisationSearchForm(TapForm):
    q = TextField(_("Name"))
