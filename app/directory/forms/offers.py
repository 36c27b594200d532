"""Forms of vacancies, training offers and internships."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice
from wtforms.validators import ValidationError

from app.core.forms import Form
from app.core.sheets import MOST_BYTES
from app.directory.forms.shelves import CompetencesField, EntryForm, LinkField, choices
from app.directory.models import OfferKind
from app.directory.offer_rows import cents_of
from app.ui.choice_fields import CheckboxesField, DateField, SelectField
from app.ui.fields import EmailField, LongTextField, PhoneField, TextField
from app.ui.fields import IntegerField as NumberField
from app.ui.upload_field import UploadField


class MoneyField(TextField):
    """Euros as people write them ("1.050,50"); `cents` is what they are, or None."""

    cents: int | None = None

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, max_length=20, **options)

    def process_data(self, value: Any) -> None:
        super().process_data(value)
        if isinstance(value, int):
            self.data = f"{value // 100}" if value % 100 == 0 else f"{value / 100:.2f}".replace(".", ",")

    def pre_validate(self, _form: Any) -> None:
        if self.data:
            self.cents = cents_of(self.data)
            if self.cents is None:
                raise ValidationError(gettext("Please write an amount in euros, such as 920 or 1050,50."))


class OfferForm(EntryForm):
    folded = frozenset(
        {
            "hours",
            "benefits",
            "schooling",
            "requirements",
            "starts_on",
            "ends_on",
            "total_hours",
            "how_to_apply",
            "email",
            "url",
        }
    )
    kind = SelectField(_("Kind"), required=True)
    employer = TextField(_("Employer"), description=_("If it is none of the organisations above."))
    place = TextField(_("Place"), description=_("Where the work or the training is, as people say it."))
    positions = NumberField(_("Number of places"), least=1, most=9_999)
    contract = SelectField(_("Contract"))
    working_time = SelectField(_("Working time"))
    hours = TextField(_("Hours"), description=_("Such as: 9:00 to 18:00, two Saturdays a month."))
    pay_from = MoneyField(_("Gross pay a month, from"))
    pay_to = MoneyField(_("Gross pay a month, up to"))
    benefits = TextField(_("Other benefits"))
    schooling = SelectField(_("Schooling asked for"))
    requirements = LongTextField(_("Other requirements"), max_length=1_000)
    competence_names = CompetencesField(_("Competences it needs, or teaches"))
    starts_on = DateField(_("Begins on"))
    ends_on = DateField(_("Ends on"))
    total_hours = NumberField(_("Hours in all"), most=9_999)
    how_to_apply = LongTextField(_("How to apply"), max_length=1_000)
    phone = PhoneField(_("Telephone"))
    email = EmailField(_("E-mail"))
    url = LinkField(_("Link"))
    valid_until = DateField(_("Answer until"), description=_("After this day it is shown no more."))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.kind.choices = choices("offers", first=SelectChoice("", _("Choose a kind")))
        self.contract.choices = choices("contracts")
        self.working_time.choices = choices("working_times")
        self.schooling.choices = choices("schooling")

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
    def columns(self) -> dict[str, Any]:
        return {**super().columns, "pay_from": self.pay_from.cents, "pay_to": self.pay_to.cents}


class HindrancesForm(Form):
    reasons = CheckboxesField(_("Why does nobody take it?"))
    note = LongTextField(
        _("Note"), max_length=500, description=_("What the employer or candidates said. No names of people.")
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.reasons.choices = choices("unfilled", first=None)


class ImportForm(Form):
    source = TextField(
        _("Where the list comes from"),
        required=True,
        max_length=60,
        description=_("A name for the source, the same each time, such as: IEFP."),
    )
    upload = UploadField(
        _("List"),
        accept=[".csv", ".xlsx"],
        required=True,
        description=_(
            "CSV or XLSX, at most %(megabytes)s MB and 2,000 rows.", megabytes=MOST_BYTES // 1024**2
        ),
    )
