"""What the pages of places, and of imports, ask for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice
from wtforms.validators import ValidationError

from app.core.forms import Form, TapForm
from app.directory.forms.hours import HoursField
from app.directory.forms.services import ONCE_MORE, VersionedForm, choices_of, looks_like_link
from app.network.models import Organisation
from app.network.queries import OfferedParish
from app.ui.choice_fields import CheckboxesField, SelectField
from app.ui.fields import CheckboxField, EmailField, LongTextField, PhoneField, TextField
from app.ui.upload_field import UploadField

_NO_COLUMNS = {"csrf_token", "request_key", "version", "organisation_id", "municipality_id"}


class StructureForm(Form):
    """A place of an organisation, where services are offered."""

    name = TextField(_("Name"), required=True, max_length=150)
    description = LongTextField(_("Description"), max_length=10_000)
    address = TextField(_("Address"), max_length=500)
    postal_code = TextField(_("Postal code"), max_length=20)
    town = TextField(_("Town"))
    parish_id = SelectField(_("Parish"))
    directions = LongTextField(
        _("The way by landmarks"),
        max_length=1_000,
        description=_("As one tells it in the street: beside the pharmacy, opposite the church."),
    )
    opening_hours = HoursField(_("Opening hours"))
    phone = PhoneField(_("Telephone"))
    email = EmailField(_("E-mail"), description=_("Reminders to check the services go here."))
    website = TextField(_("Website"), max_length=1_000, validators=[looks_like_link])
    accessibility_url = TextField(
        _("Page about its accessibility"), max_length=1_000, validators=[looks_like_link]
    )
    networks = CheckboxesField(_("Networks it belongs to"))

    def offer(self, parishes: Sequence[OfferedParish], networks: Sequence[str] = ()) -> None:
        """Fill the lists to choose from; `networks` are those the place has now."""
        self.parish_id.choices = [
            SelectChoice("", _("Not known")),
            *(SelectChoice(str(each.id), each.name) for each in parishes),
        ]
        self.networks.choices = choices_of("networks", networks)

    @property
    def changes(self) -> dict[str, Any]:
        """What was typed, as the services of the directory take it."""
        values = {name: self[name].data for name in self._fields if name not in _NO_COLUMNS}
        values["parish_id"] = UUID(values["parish_id"]) if values["parish_id"] else None
        values["networks"] = list(values["networks"] or ())
        return values


class OfOrganisation(Form):
    """A form about an organisation of the municipality in which it was drawn."""

    organisation_id = SelectField(_("Organisation"), required=True)
    municipality_id = HiddenField()

    def offer_organisations(self, organisations: Sequence[Organisation]) -> None:
        """Those for which the actor may write."""
        choices = [SelectChoice(str(each.id), each.name) for each in organisations]
        self.organisation_id.choices = [SelectChoice("", _("Choose an organisation")), *choices]

    def validate_municipality_id(self, field: HiddenField) -> None:
        try:
            UUID(str(field.data or ""))
        except ValueError:
            raise ValidationError(str(ONCE_MORE)) from None


class NewStructureForm(StructureForm, OfOrganisation):
    pass


class EditStructureForm(StructureForm, VersionedForm):
    pass


class StructureSearchForm(TapForm):
    q = TextField(_("Name"), max_length=120)


class ImportForm(OfOrganisation):
    file = UploadField(_("File"), accept=[".json"], required=True)
    publish = CheckboxField(
        _("Publish new services at once"), description=_("Otherwise they wait as proposals.")
    )
