"""What a protocol is, who is a party to it, and how the list of protocols is narrowed."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm, OpenedForm, VersionedForm
from app.network.parties.models import Organisation
from app.network.protocols.models import Protocol, ProtocolParty, Renewal
from app.network.protocols.operations.protocols import Heading, Side, Terms
from app.network.protocols.queries.protocols import LATE, NEAR, OVER, OWN_LATE
from app.network.protocols.term import Standing
from app.network.protocols.wording import INSTRUMENTS, RENEWALS, STANDINGS, roles
from app.ui.choice_fields import DateField, RadiosField, SelectField, as_id, choices, names_of
from app.ui.fields import IntegerField, LongTextField, TextField
from app.ui.listing import ANY, Filters
from app.ui.one_answer import goes_with

NO_NAMES = _("No names of persons: whoever may see the partnership reads it.")
NOBODY = _("Nobody yet")
TERMS = ("instrument", "starts_on", "ends_on", "renewal", "renewal_months")
FILTERED = (Standing.DRAFT, Standing.SIGNED, Standing.IN_FORCE, Standing.EXPIRING, Standing.ENDED)
"""What can be asked for: in force is whatever comes after."""
DUE: dict[str, Any] = {
    NEAR: _("Its last day is near"),
    OVER: _("It ran out, and nothing is decided"),
    LATE: _("An obligation is past its day"),
    OWN_LATE: _("An obligation that I see to is past its day"),
}


class ProtocolForm(Form, OpenedForm):
    """A protocol; what all sides sign cannot be changed once they have."""

    carried = (*Form.carried, *OpenedForm.carried)
    title = TextField(_("Title"), required=True)
    instrument = RadiosField(_("Instrument"), required=True, choices=choices(INSTRUMENTS))
    number = TextField(_("Number"), max_length=60, description=_("That of the archive, if it has one."))
    purpose = LongTextField(_("What it is for"), description=NO_NAMES)
    starts_on = DateField(_("First day"), description=_("Empty: the day on which all have signed."))
    ends_on = DateField(_("Last day"), description=_("Empty: it has no end."))
    renewal = RadiosField(_("It is renewed"), required=True, choices=choices(RENEWALS))
    renewal_months = IntegerField(
        _("For how many months each time"),
        least=1,
        most=120,
        description=_("Only for one that renews itself."),
    )
    owner_id = SelectField(
        _("Looked after by"),
        coerce=as_id,
        description=_("Who is told 90 days before the last day."),
    )

    def offer(self, staff: Mapping[UUID, str]) -> None:
        """Fill the list of those who can look after it."""
        self.owner_id.choices = choices(staff, NOBODY)

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(gettext("This is before the first day."))

    def validate(self, extra_validators: Any = None) -> bool:
        """What belongs to how it is renewed is there together."""
        if not super().validate(extra_validators):
            return False
        if "renewal" not in self:
            return True
        if self.renewal.data != Renewal.BY_ITSELF:
            return goes_with(self, self.renewal_months, self.renewal)
        if not self.ends_on.data:
            self.ends_on.errors = [gettext("One that renews itself has a last day.")]
        if not self.renewal_months.data:
            self.renewal_months.errors = [gettext("Please say for how many months it renews itself.")]
        return not self.errors

    @property
    def heading(self) -> Heading:
        """How it is called, as typed."""
        return Heading(
            title=self.title.data,
            number=self.number.data,
            purpose=self.purpose.data,
            owner_id=self.owner_id.data,
        )

    @property
    def terms(self) -> Terms | None:
        """What all sides sign, as typed; None where it is asked no more."""
        if "renewal" not in self:
            return None
        renews_itself = self.renewal.data == Renewal.BY_ITSELF
        return Terms(
            instrument=self.instrument.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            renewal=self.renewal.data,
            renewal_months=self.renewal_months.data if renews_itself else None,
        )


class NewProtocolForm(ProtocolForm, LocalForm):
    carried = (*LocalForm.carried, *OpenedForm.carried)


class EditProtocolForm(ProtocolForm, VersionedForm):
    carried = VersionedForm.carried

    def keep_terms(self) -> None:
        """Ask no more for what was signed."""
        for name in TERMS:
            del self[name]


def answers(protocol: Protocol) -> dict[str, Any]:
    """A protocol as its form shows it."""
    names = ("title", "number", "purpose", "owner_id", "version", *TERMS)
    return {name: getattr(protocol, name) for name in names}


class PartyForm(Form, OpenedForm):
    """What is said of a party to a protocol."""

    carried = (*Form.carried, *OpenedForm.carried)
    role = SelectField(_("Takes part as"), required=True)
    agreed_on = DateField(_("Agreed on"), description=_("When it said yes to the text. Empty: not yet."))
    signatory = TextField(_("Signed by"), description=_("The name of who signs for it."))
    signatory_function = TextField(_("In what function"), description=_("Such as: president of the board."))
    signed_on = DateField(_("Signed on"), description=_("Empty: not yet."))

    def offer(self, kept: str = "") -> None:
        """Fill the list of roles."""
        self.role.choices = choices(roles().offered(kept=[kept]), _("Choose a role"))

    @property
    def side(self) -> Side:
        return Side(
            role=self.role.data,
            agreed_on=self.agreed_on.data,
            signatory=self.signatory.data,
            signatory_function=self.signatory_function.data,
            signed_on=self.signed_on.data,
        )


class NewPartyForm(PartyForm):
    party_id = SelectField(_("Organisation"), required=True, coerce=as_id)

    def offer_parties(self, organisations: Iterable[Organisation]) -> None:
        """Fill the list of organisations."""
        self.party_id.choices = choices(names_of(organisations), _("Choose an organisation"))


class EditPartyForm(PartyForm, VersionedForm):
    carried = VersionedForm.carried


def side_answers(row: ProtocolParty) -> dict[str, Any]:
    names = ("role", "agreed_on", "signatory", "signatory_function", "signed_on", "version")
    return {name: getattr(row, name) for name in names}


class ProtocolFilters(Filters):
    q = TextField(_("Title"))
    standing = SelectField(_("State"))
    instrument = SelectField(_("Instrument"))
    party = SelectField(_("Party"), coerce=as_id)
    owner = SelectField(_("Looked after by"), coerce=as_id)
    due = SelectField(_("What waits"), choices=[ANY, *choices(DUE)])

    def offer(self, organisations: Iterable[Organisation], staff: Mapping[UUID, str]) -> None:
        """Fill the lists to choose from."""
        self.owner.choices = [ANY, *choices(staff)]
        self.standing.choices = [ANY, *choices({each: STANDINGS[each] for each in FILTERED})]
        self.instrument.choices = [ANY, *choices(INSTRUMENTS)]
        self.party.choices = [ANY, *choices(names_of(organisations))]
