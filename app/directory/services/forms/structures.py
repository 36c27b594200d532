"""What the pages of places, and of imports, ask for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import SelectChoice

from app.core.forms import Form, LocalForm, VersionedForm
from app.core.sheets import ENDINGS
from app.directory.index.forms import choices_of, chosen_id, looks_like_link, named
from app.network.parties.models import Organisation
from app.network.queries import OfferedParish
from app.ui.choice_fields import CheckboxesField, SelectField
from app.ui.fields import CheckboxField, EmailField, LongTextField, PhoneField, TextField
from app.ui.hours_field import HoursField
from app.ui.upload_field import UploadField


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
        self.parish_id.choices = named(parishes, SelectChoice("", _("Not known")))
        self.networks.choices = choices_of("networks", kept=networks)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the operations take it."""
        return super().values | {
            "parish_id": chosen_id(self.parish_id),
            "networks": list(self.networks.data or ()),
        }


class OfOrganisation(LocalForm):
    """A form about an organisation of the municipality in which it was drawn."""

    organisation_id = SelectField(_("Organisation"), required=True)

    def offer_organisations(self, organisations: Sequence[Organisation]) -> None:
        """Those for which the actor may write; the only one is chosen already."""
        self.organisation_id.choices = named(organisations, SelectChoice("", _("Choose an organisation")))
        if len(organisations) == 1 and not self.organisation_id.raw_data:
            self.organisation_id.data = str(organisations[0].id)


class NewStructureForm(StructureForm, OfOrganisation):
    @property
    def values(self) -> dict[str, Any]:
        return super().values | {"organisation_id": UUID(self.organisation_id.data)}


class EditStructureForm(StructureForm, VersionedForm):
    pass


class ImportForm(OfOrganisation):
    file = UploadField(
        _("File"),
        accept=[*ENDINGS, ".json"],
        required=True,
        description=_("A list (CSV or XLSX), or JSON in the data-inclusion layout; at most 5,000 rows."),
    )
    publish = CheckboxField(
        _("Publish new services at once"), description=_("Otherwise they wait as proposals.")
    )
