"""Forms of what is noted of a party, each for a period."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.core.forms import Form, VersionedForm
from app.network.parties.attached import (
    Attached,
    ContributionKind,
    PartnerRole,
    PartnershipRole,
    PartyContact,
    PartyContribution,
    PartyMember,
    PartyName,
)
from app.network.parties.forms import PlacedForm
from app.network.parties.wording import CONTRIBUTION_KINDS, MEMBER_ROLES, NAME_SORTS, PARTNER_ROLES
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices
from app.ui.fields import CheckboxField, EmailField, IntegerField, PhoneField, TextField
from app.ui.money_field import MoneyField


class PeriodForm(Form):
    """`from_on` and `until_on` are asked last, whatever else is."""

    from_on = DateField(_("From"), description=_("Leave it empty if nobody knows the day."))
    until_on = DateField(_("Until"), description=_("The last day. Leave it empty as long as it goes on."))

    def validate_until_on(self, field: DateField) -> None:
        if field.data and self.from_on.data and field.data < self.from_on.data:
            raise ValidationError(gettext("Please check the days: this one is before the first."))

    def offer(self, parties: list[SelectChoice], parishes: list[SelectChoice]) -> None:
        """Fill the lists to choose from, where there are any."""


class NameForm(PeriodForm):
    text = TextField(_("Name"), required=True)
    sort = RadiosField(_("What it is"), required=True, choices=choices(NAME_SORTS))


class ContactForm(PeriodForm):
    name = TextField(_("Name"), required=True)
    function = TextField(_("Function"))
    email = EmailField(_("E-mail"))
    phone = PhoneField(_("Telephone"))
    agreed_on = DateField(
        _("Agreed to be named on"),
        description=_(
            "The day on which the person agreed to stand on papers and public pages: "
            "without it they stand on none."
        ),
    )


class MemberForm(PeriodForm):
    member_id = SelectField(_("Who"), required=True, coerce=as_id)
    role = RadiosField(_("As what"), required=True, choices=choices(MEMBER_ROLES), default="member")

    def offer(self, parties: list[SelectChoice], parishes: list[SelectChoice]) -> None:  # noqa: ARG002  one shape
        if "member_id" in self:
            self.member_id.choices = [SelectChoice("", _("Choose a party")), *parties]


class ContributionForm(PeriodForm):
    kind = RadiosField(_("What it brings"), required=True, choices=choices(CONTRIBUTION_KINDS))
    what = TextField(
        _("In words"), required=True, description=_("For example: a room for twenty people, with a ramp.")
    )
    parish_id = SelectField(
        _("In which parish"), coerce=as_id, description=_("Where it is, if it is in one place.")
    )
    hours = IntegerField(_("Hours a month"), least=1, most=10_000, description=_("Only for hours of staff."))
    cents = MoneyField(_("Euros a year"), description=_("Only for money."))

    def offer(self, parties: list[SelectChoice], parishes: list[SelectChoice]) -> None:  # noqa: ARG002  one shape
        self.parish_id.choices = [SelectChoice("", _("In no one place")), *parishes]

    def validate_hours(self, _field: IntegerField) -> None:
        if self.kind.data != ContributionKind.STAFF_HOURS:
            raise ValidationError(
                gettext("Hours are counted only of staff: leave this empty, or choose hours of staff.")
            )

    def validate_cents(self, _field: MoneyField) -> None:
        if self.kind.data != ContributionKind.MONEY:
            raise ValidationError(
                gettext("An amount is noted only of money: leave this empty, or choose money.")
            )

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {"cents": self.cents.cents}


class RoleForm(PeriodForm):
    role = RadiosField(_("In the programme"), required=True, choices=choices(PARTNER_ROLES))
    has_centre = CheckboxField(_("It has a Centro Qualifica"))

    def validate_has_centre(self, field: CheckboxField) -> None:
        if field.data and self.role.data != PartnerRole.CENTRAL:
            raise ValidationError(gettext("Only of the central entity it is asked whether it has one."))


@dataclass(frozen=True, slots=True)
class Sort:
    """What can be noted: its word in addresses, the name of its id there, its table and form, its words."""

    name: str
    id_name: str
    model: type[Attached]
    form: type[PeriodForm]
    new: Any
    added: Any


SORTS: Mapping[str, Sort] = {
    each.name: each
    for each in (
        Sort("names", "party_name_id", PartyName, NameForm, _("Another name"), _("The name was noted.")),
        Sort(
            "contacts",
            "party_contact_id",
            PartyContact,
            ContactForm,
            _("New contact person"),
            _("The contact person was noted."),
        ),
        Sort(
            "members", "party_member_id", PartyMember, MemberForm, _("New member"), _("The member was noted.")
        ),
        Sort(
            "contributions",
            "contribution_id",
            PartyContribution,
            ContributionForm,
            _("New contribution"),
            _("The contribution was noted."),
        ),
        Sort(
            "roles",
            "partnership_role_id",
            PartnershipRole,
            RoleForm,
            _("Role in the programme"),
            _("The role was noted."),
        ),
    )
}


def new_form(sort: Sort) -> Any:
    """The form for a further one."""
    return _NEW[sort.name]()


def edit_form(sort: Sort, line: Attached) -> Any:
    """The form over one that there is; who a member is stays."""
    form = _EDIT[sort.name](obj=line)
    if "member_id" in form:
        del form.member_id
    return form


def _together(first: type[PeriodForm], second: type[Form], word: str) -> Any:
    return type(f"{word}{first.__name__}", (first, second), {})


_NEW = {name: _together(sort.form, PlacedForm, "New") for name, sort in SORTS.items()}
_EDIT = {name: _together(sort.form, VersionedForm, "Edit") for name, sort in SORTS.items()}
