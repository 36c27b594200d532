"""Forms of parties themselves, and what lists of them are narrowed by."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.core.errors import Conflict
from app.core.forms import ONCE_MORE, Form, LocalForm, VersionedForm
from app.core.sheets import ENDINGS
from app.network.parties.models import KINDS, Kind
from app.network.parties.operations import Address
from app.network.parties.wording import ALL_KINDS, CONTRIBUTION_KINDS, KINDS_OF, NATURES, TIERS
from app.ui.choice_fields import CheckboxesField, DateField, SelectField, as_id, choices
from app.ui.fields import EmailField, LongTextField, PhoneField, SearchField, TextField
from app.ui.listing import ANY, Filters
from app.ui.upload_field import UploadField


class OrganisationForm(Form):
    """`reach` is asked only of those who manage several municipalities."""

    name = TextField(_("Name"), required=True)
    kind = SelectField(_("Kind"), required=True, choices=choices(ALL_KINDS, _("Choose a kind")))
    parent_id = SelectField(
        _("Part of"),
        description=_(
            "Of an internal unit its organisation; of a body where it sits; of a measure who runs it."
        ),
        coerce=as_id,
    )
    reach = CheckboxesField(_("Works in"))

    def __init__(
        self, *args: Any, parents: list[SelectChoice], municipalities: list[SelectChoice], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.parent_id.choices = [SelectChoice("", _("Nothing: it stands alone")), *parents]
        self.reach.choices = municipalities
        if len(municipalities) < 2:
            del self.reach

    @property
    def chosen_kind(self) -> Kind:
        of = next(kinds for kinds in KINDS.values() if self.kind.data in list(kinds))
        kind: Kind = of(self.kind.data)  # type: ignore[assignment]
        return kind

    @property
    def chosen_reach(self) -> frozenset[UUID] | None:
        """The municipalities ticked; None where they were not asked."""
        return frozenset(map(UUID, self.reach.data or ())) if "reach" in self else None


class NewOrganisationForm(OrganisationForm, LocalForm):
    """A new one works in the municipality where it was drawn.

    `seen` is the name with which it was said who it could be: sent again with it, it is another one.
    """

    carried = (*LocalForm.carried, "seen")
    seen = HiddenField()


class EditOrganisationForm(OrganisationForm, VersionedForm):
    """A change; its nature stays."""

    renamed_on = DateField(
        _("Called so since"),
        description=_(
            "Only if the name itself changed: the old one is kept as a former name until the day before."
        ),
    )

    def of_nature(self, nature: str) -> None:
        self.kind.choices = choices(next(names for key, names in KINDS_OF.items() if key == nature))


class AddressForm(VersionedForm):
    """Where a party is written to."""

    address = LongTextField(_("Postal address"), max_length=500)
    email = EmailField(_("E-mail"), description=_("Of the organisation, not of one person."))
    phone = PhoneField(_("Telephone"))

    @property
    def chosen(self) -> Address:
        return Address(
            address=self.address.data or "", email=self.email.data or "", phone=self.phone.data or ""
        )


class PlacedForm(LocalForm):
    """A form about a party, which may work elsewhere than where whoever draws it is working."""

    def placed(self, municipality_id: UUID) -> Self:
        """Say of which municipality it is; sent when its page speaks of another one it is a Conflict."""
        self.municipality_id.object_data = str(municipality_id)
        if not self.is_submitted():
            self.municipality_id.data = str(municipality_id)
        return self

    def validate_municipality_id(self, field: HiddenField) -> None:
        """Against that municipality, whatever the current one is."""
        sent = (field.raw_data or [""])[0]
        if not sent:
            field.data = field.object_data
            raise ValidationError(str(ONCE_MORE))
        if sent != field.object_data:
            raise Conflict


class ParishesForm(PlacedForm):
    """Which parishes a party serves."""

    parishes = CheckboxesField(_("Parishes it serves"), coerce=as_id)


class PartyFilters(Filters):
    q = SearchField(_("Any of its names"))
    nature = SelectField(_("What"), choices=[ANY, *choices(NATURES)])
    kind = SelectField(_("Kind"), choices=[ANY, *choices(ALL_KINDS)])
    tier = SelectField(_("In the programme"), choices=[ANY, *choices(TIERS)])
    brings = SelectField(_("Brings"), choices=[ANY, *choices(CONTRIBUTION_KINDS)])
    parish = SelectField(_("Parish"), coerce=as_id)

    def offer(self, parishes: list[SelectChoice]) -> None:
        self.parish.choices = [ANY, *parishes]


class BroughtFilters(Filters):
    kind = SelectField(_("Brings"), choices=[ANY, *choices(CONTRIBUTION_KINDS)])
    parish = SelectField(_("Where"), coerce=as_id)
    q = SearchField(_("Words, or a name"))

    def offer(self, parishes: list[SelectChoice]) -> None:
        self.parish.choices = [ANY, *parishes]


class DayFilter(Filters):
    on = DateField(_("On the day"))


def choices_without(names: dict[UUID, str], besides: UUID | None) -> list[SelectChoice]:
    """Parties to choose from, but for one."""
    return choices({key: name for key, name in names.items() if key != besides})


def day_of(form: DayFilter, today: date) -> date:
    found: date = form.on.data or today
    return found


class OtherPartyForm(Filters):
    """Which other party it could be; stands in the address."""

    q = SearchField(_("Any of its names"))


class MergePartyForm(Form):
    """`seen` is the mark of the preview that whoever sends it has read."""

    carried = (*Form.carried, "seen")
    seen = HiddenField()
    reason = TextField(
        _("Why they are one"), required=True, description=_("For example: the same telephone and address.")
    )


class PartyListForm(LocalForm):
    file = UploadField(
        _("File"),
        accept=ENDINGS,
        required=True,
        description=_("A list (CSV or XLSX) of at most 1,000 rows."),
    )


class PartyPreviewForm(Form):
    """Which of the rows that are like somebody known are another one all the same."""

    anew = CheckboxesField(_("These are others: add them"), coerce=int)
