"""Fields with a list of answers, and the day in three boxes. See fields.py for what all share."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

import wtforms
from flask_babel import lazy_gettext as _
from wtforms.form import BaseForm
from wtforms.validators import Optional, StopValidation

from app.core.text import tidy
from app.ui.fields import CHOOSE, FILL_IN, Filled, Template, Validator

__all__ = ["CheckboxesField", "DateField", "RadiosField", "SelectField"]

NOT_OFFERED = _("Please choose one of the answers shown.")
DAY_MONTH_YEAR = 3
YEARS = range(1900, 2200)


class SelectField(wtforms.SelectField):
    """One of many in a list that opens; `choices` are SelectChoice. Up to seven: use RadiosField."""

    widget = Template("select")

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        super().__init__(label, [_answered(required=required), *validators], **options)

    def pre_validate(self, _form: BaseForm) -> None:
        """An empty answer is left to the validators, so that its message is about choosing."""
        if self.data and self.data not in {choice.value for choice in self.choices}:
            raise wtforms.ValidationError(str(NOT_OFFERED))


class RadiosField(wtforms.RadioField):
    """One of a few, all seen at once."""

    widget = Template("radios")

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.id}-0"

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        options.setdefault("validate_choice", True)
        super().__init__(label, [_answered(required=required), *validators], **options)

    def pre_validate(self, form: BaseForm) -> None:
        """An empty answer is left to the validators, so that its message is about choosing."""
        if not self.data:
            return
        _pre_validate(super().pre_validate, form)


class CheckboxesField(wtforms.SelectMultipleField):
    """Any number of a few."""

    widget = Template("checkboxes")

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.id}-0"

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        super().__init__(label, [_answered(required=required), *validators], **options)

    def pre_validate(self, form: BaseForm) -> None:
        """An answer that was not offered is said in our own words."""
        _pre_validate(super().pre_validate, form)


def _answered(*, required: bool) -> Validator:
    """Blanks are no empty answer here: nobody types them, so they are one that was not offered."""
    return Filled(CHOOSE) if required else Optional(strip_whitespace=False)


def _pre_validate(check: Any, form: BaseForm) -> None:
    try:
        check(form)
    except wtforms.ValidationError as error:
        raise wtforms.ValidationError(str(NOT_OFFERED)) from error


class DateField(wtforms.Field):
    """A day in three boxes (day, month, year) that share the field's name; ISO in one is read too."""

    widget = Template("date")

    def __init__(
        self,
        label: Any = None,
        *,
        required: bool = False,
        validators: Sequence[Validator] = (),
        **options: Any,
    ) -> None:
        first: list[Validator] = [_SomethingTyped()] if required else [_OptionalDay()]
        super().__init__(label, [*first, *validators], **options)

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.id}-day"

    @property
    def boxes(self) -> tuple[str, str, str]:
        """What stands in the three boxes."""
        typed = tuple(str(value) for value in self.raw_data or ())
        if len(typed) == DAY_MONTH_YEAR:
            return (typed[0], typed[1], typed[2])
        if self.data:
            return (str(self.data.day), str(self.data.month), str(self.data.year))
        return ("", "", "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the boxes; a ValueError becomes the message under the field."""
        typed = [tidy(str(value)) for value in valuelist]
        self.data = None
        if not any(typed):
            return
        try:
            self.data = _lived_day(typed)
        except (ValueError, OverflowError) as error:
            message: Any = _("Please write a day that exists, such as 27 3 1984.")
            raise ValueError(str(message)) from error


def _lived_day(typed: list[str]) -> date:
    """A day of a time people live in, else ValueError: sums with the last days of a calendar overflow."""
    day, month, year = typed if len(typed) == DAY_MONTH_YEAR else reversed(typed[0].split("-"))
    found = date(int(year), int(month), int(day))
    if found.year not in YEARS:
        raise ValueError(found)
    return found


class _SomethingTyped:
    field_flags: ClassVar[dict[str, Any]] = {"required": True}

    def __call__(self, _form: BaseForm, field: wtforms.Field) -> None:
        if not any(tidy(str(value)) for value in field.raw_data or ()) and not field.data:
            raise StopValidation(str(FILL_IN))


class _OptionalDay:
    def __call__(self, _form: BaseForm, field: wtforms.Field) -> None:
        if not any(tidy(str(value)) for value in field.raw_data or ()):
            raise StopValidation
