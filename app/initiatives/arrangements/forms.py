"""What is asked about hosted activities and their accounts, providers, who invoices, terms of service."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, OpenedForm, VersionedForm
from app.core.values import cents_of
from app.initiatives.arrangements.models import BookingKind, HostedActivity, Provider, Terms
from app.initiatives.arrangements.operations.hosted import Entry, Facts
from app.initiatives.arrangements.operations.terms import InvoicingFacts, ProviderFacts, ServiceFacts
from app.initiatives.arrangements.wording import BOOKING_KINDS
from app.network.parties.models import Organisation
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices, names_of
from app.ui.fields import IntegerField, PhoneField, TextField
from app.ui.money_field import MoneyField
from app.ui.one_answer import only_one

MOST = Decimal(1_000_000)
"""Euros of a row of an account."""
NO_NAMES = _("No names of clients: whoever may see initiatives reads it.")


class RateField(MoneyField):
    """A rate in per cent as people write it ("7,5"); `cents` are hundredths of a per cent, or None."""

    longest = 6

    def pre_validate(self, _form: Any) -> None:
        if self.data:
            self.cents = cents_of(self.data, Decimal(100))
            if self.cents is None:
                raise ValidationError(gettext("Please write a rate between 0 and 100, such as 10 or 7,5."))


class HostedForm(Form, OpenedForm):
    """An activity with an account of its own."""

    carried = (*Form.carried, *OpenedForm.carried)
    title = TextField(_("What the person does"), required=True, description=_("Such as: sewing."))
    rate = RateField(
        _("Contribution, in per cent"),
        required=True,
        description=_("What the cooperative keeps of each invoice; a new rate counts from the next one on."),
    )
    since = DateField(_("Since"), required=True)
    until = DateField(_("Until"), description=_("Leave it empty while it goes on."))

    @property
    def facts(self) -> Facts:
        since: Any = self.since.data
        return Facts(
            title=self.title.data, rate=self.rate.cents or 0, since=since, until=self.until.data or None
        )


class NewHostedForm(HostedForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)
    member_id = SelectField(_("Whose activity it is"), required=True, coerce=as_id)

    def offer(self, names: Mapping[UUID, str]) -> None:
        """Fill the list of members."""
        self.member_id.choices = choices(names, _("Choose a member"))


class EditHostedForm(HostedForm, VersionedForm):
    carried = VersionedForm.carried


class BookingForm(LocalForm):
    """A row of an account."""

    kind = RadiosField(
        _("What is booked"),
        required=True,
        choices=choices(
            {key: name for key, name in BOOKING_KINDS.items() if key != BookingKind.CONTRIBUTION}
        ),
    )
    cents = MoneyField(
        _("Amount, in euros"),
        required=True,
        most=MOST,
        description=_("Without VAT. Of an invoice the contribution is booked by itself."),
    )
    on = DateField(_("Day"), required=True)
    reference = TextField(_("Reference"), max_length=60, description=_("Such as the number of an invoice."))
    words = TextField(_("What for"), description=NO_NAMES)

    def validate_cents(self, field: MoneyField) -> None:
        if field.cents == 0:
            raise ValidationError(gettext("Please write more than nothing."))

    @property
    def entry(self) -> Entry:
        day: Any = self.on.data
        return Entry(
            kind=self.kind.data,
            on=day,
            cents=self.cents.cents or 0,
            reference=self.reference.data,
            words=self.words.data,
        )


class ProviderForm(Form, OpenedForm):
    """What somebody does for an agency; `name` and `phone` of who is no participant."""

    carried = (*Form.carried, *OpenedForm.carried)
    name = TextField(_("Name"), required=True)
    phone = PhoneField(_("Telephone"))
    does = TextField(_("What they do"), required=True, description=_("Such as: shopping, small repairs."))
    since = DateField(_("Since"))
    until = DateField(_("Until"), description=_("Leave it empty while it goes on."))

    def of_participant(self) -> None:
        """A participant's name and number stand in their record, and are not asked again."""
        del self.name
        del self.phone

    @property
    def facts(self) -> ProviderFacts:
        named = {"name": self.name.data, "phone": self.phone.data or ""} if "name" in self else {}
        return ProviderFacts(
            does=self.does.data, since=self.since.data or None, until=self.until.data or None, **named
        )


class NewProviderForm(ProviderForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditProviderForm(ProviderForm, VersionedForm):
    carried = VersionedForm.carried


class InvoicingForm(VersionedForm):
    """Who invoices for a group that is no legal person."""

    invoicer_id = SelectField(_("Organisation that invoices"), coerce=as_id)
    invoicing_member_id = SelectField(
        _("Member who invoices"),
        coerce=as_id,
        description=_("In their own name: it is their income, and may count for their benefits."),
    )

    def offer(self, organisations: Iterable[Organisation], members: Mapping[UUID, str]) -> None:
        """Fill the lists of who can invoice."""
        self.invoicer_id.choices = choices(names_of(organisations), _("No organisation"))
        self.invoicing_member_id.choices = choices(members, _("No member"))

    def validate(self, extra_validators: Any = None) -> bool:
        """One invoices, not two."""
        if not super().validate(extra_validators):
            return False
        return only_one(self, self.invoicer_id, self.invoicing_member_id)

    @property
    def facts(self) -> InvoicingFacts:
        return InvoicingFacts(
            invoicer_id=self.invoicer_id.data, invoicing_member_id=self.invoicing_member_id.data
        )


class ServiceForm(VersionedForm):
    """What was agreed with whoever takes people in."""

    host_id = SelectField(_("Host"), coerce=as_id)
    tutor = TextField(_("Tutor"), description=_("Who accompanies the people there."))
    hours = IntegerField(_("Hours a week"), least=1, most=40)
    insurance = TextField(_("Insurance"), description=_("Company and number of the policy."))
    begins_on = DateField(_("First day"))
    ends_on = DateField(_("Last day"))

    def offer(self, organisations: Iterable[Organisation], _members: Mapping[UUID, str]) -> None:
        """Fill the list of hosts."""
        self.host_id.choices = choices(names_of(organisations), _("Nobody yet"))

    @property
    def facts(self) -> ServiceFacts:
        return ServiceFacts(
            host_id=self.host_id.data,
            tutor=self.tutor.data,
            hours=self.hours.data,
            insurance=self.insurance.data,
            begins_on=self.begins_on.data or None,
            ends_on=self.ends_on.data or None,
        )


def hosted_answers(hosted: HostedActivity) -> dict[str, Any]:
    return {name: getattr(hosted, name) for name in ("title", "rate", "since", "until", "version")}


def provider_answers(provider: Provider) -> dict[str, Any]:
    names = ("name", "phone", "does", "since", "until", "version")
    return {name: getattr(provider, name) for name in names}


def terms_answers(terms: Terms | None) -> dict[str, Any]:
    """Version 0 where nothing is agreed so far."""
    names = (
        *("invoicer_id", "invoicing_member_id", "host_id", "tutor", "hours", "insurance"),
        *("begins_on", "ends_on", "version"),
    )
    return {name: getattr(terms, name) for name in names} if terms else {"version": 0}
