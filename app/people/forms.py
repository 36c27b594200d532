"""What is asked about people. Only a name to be called by is required."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from markupsafe import escape
from wtforms import HiddenField, IntegerField, SelectChoice
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from app.core import i18n
from app.core.forms import Form
from app.network.models import Organisation
from app.network.queries import OfferedParish
from app.people.contacts import ContactKind
from app.people.groups import DECLARED
from app.people.wording import (
    CONTACT_KINDS,
    GROUPS,
    HOW,
    OPENING_REASONS,
    SEAL_REASONS,
    UNSEAL_REASONS,
    language_names,
)
from app.ui.choice_fields import CheckboxesField, RadiosField, SelectField
from app.ui.fields import LongTextField, TextField, YearField

ONCE_MORE = _("Please send the form once more.")
NOT_HERE = _(
    "Do not write here about health, violence, debts, origin, religion or politics, nor what others said. "
    "The person may ask to read it."
)


class TypedPhoneField(TextField):
    """A telephone number kept as it was typed: "912 345 678 (vizinha)"."""

    input_type = "tel"


def choices(names: dict[str, Any]) -> list[SelectChoice]:
    """The answers of a list of names by key."""
    return [SelectChoice(key, name) for key, name in names.items()]


def language_choices() -> list[SelectChoice]:
    """Every language somebody may speak, those of the kiosk first, in the language of the page."""
    return list(_language_choices(i18n.current().locale))


@lru_cache(maxsize=64)
def _language_choices(_locale: str) -> tuple[SelectChoice, ...]:
    # Two hundred of them: escaped here once, they need not be at every drawing.
    return tuple(SelectChoice(escape(code), escape(name)) for code, name in language_names().items())


class ParticipantForm(Form):
    """The record of a person."""

    name = TextField(
        _("Name"),
        required=True,
        description=_("As the person wants to be called, in any script."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )
    birth_year = YearField(_("Year of birth"))
    language = SelectField(_("Language"), required=True)
    parish_id = SelectField(_("Parish"))
    groups = CheckboxesField(_("Groups"), description=_("Only what the person says of themselves."))
    note = LongTextField(_("Note"), max_length=1_000, description=NOT_HERE)

    def offer(self, parishes: Iterable[OfferedParish]) -> None:
        """Fill the lists to choose from."""
        self.language.choices = language_choices()
        nowhere = SelectChoice("", _("Not known"))
        self.parish_id.choices = [nowhere, *(SelectChoice(str(each.id), each.name) for each in parishes)]
        self.groups.choices = [SelectChoice(group, GROUPS[group]) for group in DECLARED]

    @property
    def parish(self) -> UUID | None:
        """The parish chosen, if any."""
        return UUID(self.parish_id.data) if self.parish_id.data else None


class NewParticipantForm(ParticipantForm):
    phone = TypedPhoneField(_("Telephone"), max_length=40, render_kw={"autocomplete": "off"})
    municipality_id = HiddenField()

    def validate_municipality_id(self, field: HiddenField) -> None:
        try:
            UUID(field.data or "")
        except ValueError:
            raise ValidationError(str(ONCE_MORE)) from None

    @property
    def drawn_in(self) -> UUID:
        """The municipality in which the form was drawn."""
        return UUID(str(self.municipality_id.data))


class EditParticipantForm(ParticipantForm):
    version = IntegerField(widget=HiddenInput())

    def validate_version(self, field: IntegerField) -> None:
        if field.data is None:
            raise ValidationError(str(ONCE_MORE))


class ContactForm(Form):
    kind = RadiosField(
        _("Kind"),
        required=True,
        choices=choices(CONTACT_KINDS),
        default=ContactKind.PHONE.value,
    )
    value = TextField(
        _("Contact"),
        required=True,
        description=_("As the person gives it, such as the number of a neighbour and when to call."),
        render_kw={"autocomplete": "off", "dir": "auto"},
    )


class RecipientForm(Form):
    """Which organisation the person is asked about; stands in the address."""

    organisation = SelectField(_("Organisation"), required=True)

    def offer(self, organisations: Iterable[Organisation]) -> None:
        """Fill the list to choose from."""
        offered = [SelectChoice(str(each.id), each.name) for each in organisations]
        self.organisation.choices = [SelectChoice("", _("Choose an organisation")), *offered]


class ConsentForm(Form):
    """How the person answered; the answer itself is the button that was pressed."""

    given_how = RadiosField(
        _("How did the person answer?"),
        required=True,
        choices=[SelectChoice(how, HOW[how]) for how in ("spoken", "signed")],
        default="spoken",
    )


class SealForm(Form):
    reason = RadiosField(_("Why"), required=True, choices=choices(SEAL_REASONS))
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)


class UnsealForm(Form):
    reason = RadiosField(_("Why"), required=True, choices=choices(UNSEAL_REASONS))
    note = LongTextField(_("Note"), max_length=500, description=NOT_HERE)


class OpeningForm(Form):
    reason = RadiosField(_("Why do you open this page?"), required=True, choices=choices(OPENING_REASONS))


class TeamForm(Form):
    staff_id = SelectField(_("Colleague"), required=True)

    def offer(self, colleagues: dict[str, str]) -> None:
        """Fill the list to choose from, by id and name."""
        nobody = SelectChoice("", _("Choose a colleague"))
        self.staff_id.choices = [nobody, *choices(colleagues)]
