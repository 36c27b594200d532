"""A number of the state as somebody types it: spaces and points between the digits are no mistake."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext
from wtforms import ValidationError

from app.core.forms import Form, TapForm
from app.people.identifiers import numbers
from app.people.identifiers.numbers import IdentifierKind
from app.people.wording import IDENTIFIER_KINDS
from app.ui.choice_fields import RadiosField, choices
from app.ui.fields import TextField

NUMBER: dict[str, Any] = {"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}


class NumberField(TextField):
    """`digits` is what was read."""

    digits = ""

    def read(self, kind: str) -> None:
        """Raises ValidationError with the sentence that fits what was typed."""
        try:
            self.digits = numbers.read(kind, self.data or "")
        except ValueError as error:
            raise ValidationError(_wrong(error, kind)) from error


class IdentifierForm(Form):
    kind = RadiosField(
        _("Which number"),
        required=True,
        choices=choices(IDENTIFIER_KINDS),
        default=IdentifierKind.NIF.value,
    )
    number = NumberField(
        _("Number"),
        required=True,
        max_length=40,
        description=_("As it stands on the paper; spaces do not matter."),
        render_kw=NUMBER,
    )

    def validate_number(self, field: NumberField) -> None:
        if self.kind.data in IDENTIFIER_KINDS:
            field.read(self.kind.data)


class SeekForm(TapForm):
    number = NumberField(
        _("NIF, NISS or IEFP number"),
        required=True,
        max_length=40,
        description=_("The whole number; spaces do not matter. That you looked is kept."),
        render_kw=NUMBER,
    )

    def validate_number(self, field: NumberField) -> None:
        try:
            field.digits = numbers.digits_of(field.data or "")
        except numbers.NotDigits as error:
            raise ValidationError(_wrong(error, "")) from error


def _wrong(error: ValueError, kind: str) -> str:
    if isinstance(error, numbers.WrongLength):
        return _wrong_length(error, kind)
    if isinstance(error, numbers.NotOfAPerson) and kind == IdentifierKind.NIF:
        return str(
            _("A person's NIF begins with 1, 2, 3 or 45; this one begins as those of organisations do.")
        )
    if isinstance(error, numbers.NotOfAPerson):
        return str(_("A NISS begins with 1 or 2. Please compare it with the paper."))
    if isinstance(error, numbers.WrongCheckDigit):
        return str(
            _(
                "The digits do not go together: one is wrong, or two changed places. "
                "Please compare them with the paper."
            )
        )
    return str(_("A number has digits only. Please check what was typed."))


def _wrong_length(error: numbers.WrongLength, kind: str) -> str:
    name = str(IDENTIFIER_KINDS[kind])
    if error.least == error.most:
        return ngettext(
            "%(name)s has %(right)s digits, here is %(num)s.",
            "%(name)s has %(right)s digits, here are %(num)s.",
            error.found,
            name=name,
            right=error.most,
        )
    return ngettext(
        "%(name)s has from %(least)s to %(most)s digits, here is %(num)s.",
        "%(name)s has from %(least)s to %(most)s digits, here are %(num)s.",
        error.found,
        name=name,
        least=error.least,
        most=error.most,
    )
