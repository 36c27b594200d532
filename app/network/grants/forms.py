"""What is asked for, judged, decided, paid and accounted for."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import DecidingForm, Form, LocalForm, OpenedForm, VersionedForm
from app.network.grants.models import Grant
from app.network.grants.operations import Decision, Opinion, Payment, Request
from app.network.grants.states import GRANT
from app.network.parties.models import Organisation
from app.network.protocols.choosing import ProtocolField
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices, names_of
from app.ui.fields import LongTextField, TextField, YearField
from app.ui.listing import ANY, Filters
from app.ui.money_field import MoneyField
from app.ui.one_answer import goes_with
from app.ui.upload_field import UploadField

MOST = Decimal(10_000_000)
"""Euros of a grant."""
NO_NAMES = _("No names of persons: whoever may see the partnership reads it.")
GRANTED, REFUSED = "granted", "refused"


class AmountField(MoneyField):
    """More than nothing."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, most=MOST, **options)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and not self.cents:
            raise ValidationError(gettext("Please write more than nothing."))


class RequestForm(Form, OpenedForm):
    """What is asked for."""

    carried = (*Form.carried, *OpenedForm.carried)
    party_id = SelectField(_("Asked for by"), required=True, coerce=as_id)
    purpose = TextField(_("What it is for"), required=True, description=NO_NAMES)
    asked_cents = AmountField(_("Amount asked for, in euros"), required=True)
    asked_on = DateField(_("Asked on"), required=True)
    protocol_id = ProtocolField()

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Fill the list of who can ask."""
        self.party_id.choices = choices(names_of(organisations), _("Choose an organisation"))

    @property
    def request(self) -> Request:
        day: Any = self.asked_on.data
        return Request(
            party_id=self.party_id.data,
            purpose=self.purpose.data,
            asked_cents=self.asked_cents.cents or 0,
            asked_on=day,
            protocol_id=self.protocol_id.data,
        )


class NewRequestForm(RequestForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditRequestForm(RequestForm, VersionedForm):
    carried = VersionedForm.carried


def request_answers(grant: Grant) -> dict[str, Any]:
    names = ("party_id", "purpose", "asked_cents", "asked_on", "protocol_id", "version")
    return {name: getattr(grant, name) for name in names}


class OpinionForm(VersionedForm):
    opinion_by = TextField(
        _("Opinion of"), required=True, description=_("The service or the body, such as: Social Action.")
    )
    opinion_on = DateField(_("Day"), required=True)
    opinion = LongTextField(_("Opinion"), required=True, max_length=2_000, description=NO_NAMES)

    @property
    def said(self) -> Opinion:
        day: Any = self.opinion_on.data
        return Opinion(opinion=self.opinion.data, opinion_by=self.opinion_by.data, opinion_on=day)


class DecisionForm(DecidingForm):
    outcome = RadiosField(
        _("Decision"), required=True, choices=choices({GRANTED: _("Granted"), REFUSED: _("Refused")})
    )
    decided_cents = AmountField(_("Amount, in euros"), description=_("Only of what is granted."))
    decided_on = DateField(_("Decided on"), required=True)
    decision = LongTextField(_("Why"), required=True, max_length=2_000, description=NO_NAMES)

    def validate(self, extra_validators: Any = None) -> bool:
        """An amount belongs to what is granted, and to nothing else."""
        if not super().validate(extra_validators):
            return False
        if self.outcome.data == REFUSED:
            return goes_with(self, self.decided_cents, self.outcome)
        if self.decided_cents.cents is None:
            self.decided_cents.errors = [gettext("Please say how much is granted.")]
        return not self.errors

    @property
    def made(self) -> Decision:
        is_granted = self.outcome.data == GRANTED
        day: Any = self.decided_on.data
        return Decision(
            decided_on=day,
            decided_cents=self.decided_cents.cents if is_granted else None,
            decision=self.decision.data,
        )


class PaymentForm(Form):
    cents = AmountField(_("Amount, in euros"), required=True)
    reference = TextField(
        _("Reference"), required=True, max_length=60, description=_("That of the order of payment.")
    )
    paid_on = DateField(_("Paid on"), required=True)
    note = TextField(_("Note"), description=NO_NAMES)

    @property
    def payment(self) -> Payment:
        day: Any = self.paid_on.data
        return Payment(
            cents=self.cents.cents or 0,
            reference=self.reference.data,
            paid_on=day,
            note=self.note.data,
        )


class ReportForm(DecidingForm):
    reported_on = DateField(_("Accounted for on"), required=True)
    report = LongTextField(_("What was done with it"), required=True, max_length=2_000, description=NO_NAMES)
    upload = UploadField(_("Report, as PDF"), accept=[".pdf"], description=_("At most 10 MB."))


class GrantFilters(Filters):
    q = TextField(_("What it is for"))
    state = SelectField(_("State"), choices=[ANY, *choices(GRANT.names)])
    party = SelectField(_("Asked for by"), coerce=as_id)
    year = YearField(_("Year"))

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Fill the list of who asked."""
        self.party.choices = [ANY, *choices(names_of(organisations))]
