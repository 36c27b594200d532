"""Forms of vacancies, training offers and internships."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice
from wtforms.validators import ValidationError

from app.core.forms import Form, LocalForm
from app.core.sheets import ENDINGS, MOST_BYTES
from app.directory.index.forms import NOT_SAID, LinkField, offered
from app.directory.shelves.forms.shelves import CompetencesField, EntryForm
from app.directory.shelves.models.offers import OfferKind
from app.ui.choice_fields import CheckboxesField, DateField, SelectField
from app.ui.fields import EmailField, LongTextField, PhoneField, TextField
from app.ui.fields import IntegerField as NumberField
from app.ui.money_field import MoneyField
from app.ui.upload_field import UploadField


class OfferForm(EntryForm):
    folded = frozenset(
        {
            "hours",
            "schooling",
            "requirements",
            "starts_on",
            "ends_on",
            "total_hours",
            "email",
            "url",
        }
    )
    kind = SelectField(
        _("Kind"), required=True, choices=offered("offers", SelectChoice("", _("Choose a kind")))
    )
    employer = TextField(_("Employer"), description=_("If it is none of the organisations above."))
    place = TextField(_("Place"), description=_("Where the work or the training is, as people say it."))
    positions = NumberField(_("Number of places"), least=1, most=9_999)
    contract = SelectField(_("Contract"), choices=offered("contracts", NOT_SAID))
    working_time = SelectField(_("Working time"), choices=offered("working_times", NOT_SAID))
    hours = TextField(_("Hours"), description=_("Such as: 9:00 to 18:00, two Saturdays a month."))
    pay_from = MoneyField(_("Gross pay a month, from"))
    pay_to = MoneyField(_("Gross pay a month, up to"))
    benefits = TextField(
        _("Other benefits"), description=_("Of a course: what it costs, and what is paid to whoever attends.")
    )
    schooling = SelectField(_("Schooling asked for"), choices=offered("schooling", NOT_SAID))
    requirements = LongTextField(_("Other requirements"), max_length=1_000)
    competence_names = CompetencesField(_("Competences it needs, or teaches"))
    starts_on = DateField(_("Begins on"))
    ends_on = DateField(_("Ends on"))
    total_hours = NumberField(_("Hours in all"), most=9_999)
    how_to_apply = LongTextField(
        _("How to apply"), max_length=1_000, description=_("What somebody who wants it does next.")
    )
    phone = PhoneField(_("Telephone"))
    email = EmailField(_("E-mail"))
    url = LinkField(_("Link"))
    valid_until = DateField(_("Answer until"), description=_("After this day it is shown no more."))

    def validate(self, extra_validators: Any = None) -> bool:
        """A vacancy says who employs: an organisation, or a name."""
        is_valid: bool = super().validate(extra_validators)
        if self.employer.data or self.organisation_id.data or self.kind.data != OfferKind.VACANCY:
            return is_valid
        self.employer.errors = [gettext("Please say who employs.")]
        return False

    def validate_pay_to(self, field: MoneyField) -> None:
        if field.cents is not None and self.pay_from.cents is not None and field.cents < self.pay_from.cents:
            raise ValidationError(gettext("This is less than the amount before."))

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(gettext("This is before it begins."))

    @property
    def values(self) -> dict[str, Any]:
        return {**super().values, "pay_from": self.pay_from.cents, "pay_to": self.pay_to.cents}


class HindrancesForm(Form):
    reasons = CheckboxesField(_("Why does nobody take it?"), choices=offered("unfilled"))
    note = LongTextField(
        _("Note"), max_length=500, description=_("What the employer or candidates said. No names of people.")
    )


class ImportForm(LocalForm):
    source = TextField(
        _("Where the list comes from"),
        required=True,
        max_length=60,
        description=_("A name for the source, the same each time, such as: IEFP."),
    )
    upload = UploadField(
        _("List"),
        accept=ENDINGS,
        required=True,
        description=_(
            "CSV or XLSX, at most %(megabytes)s MB and 10,000 rows.", megabytes=MOST_BYTES // 1024**2
        ),
    )
