"""Fields with a list of answers, and the day in three boxes. See fields.py for what all share."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _
from wtforms import SelectChoice
from wtforms.form import BaseForm
from wtforms.validators import Optional, StopValidation

from app.core.text import tidy
from app.ui.fields import CHOOSE, FILL_IN, Asked, Filled, Template

NOT_OFFERED = _("Please choose one of the answers shown.")
DAY_MONTH_YEAR = 3
YEARS = range(1900, 2200)


class _Answers(Asked, wtforms.SelectField):
    """What the three share: an answer that was not offered is said in our own words."""

    answered = Filled(CHOOSE)
    # Blanks are no empty answer here: nobody types them, so they are one that was not offered.
    unanswered = Optional(strip_whitespace=False)

    def __init__(self, label: Any = None, **options: Any) -> None:
        said = {"invalid_value_message": NOT_OFFERED, "invalid_choice_message": NOT_OFFERED}
        super().__init__(label, **{**said, **options})

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.id}-0"

    def pre_validate(self, form: BaseForm) -> None:
        """An empty answer is left to the validators, so that its message is about choosing."""
        if self.data:
            super().pre_validate(form)


class SelectField(_Answers):
    """One of many in a list that opens; `choices` are SelectChoice. Up to seven: use RadiosField."""

    widget = Template("select")

    @property
    def answer(self) -> str:
        """The chosen one; browsers take the first where none is."""
        chosen = [each for each in self.iter_choices() if each.selected] or self.iter_choices()[:1]
        return str(chosen[0].value) if chosen else ""

    @property
    def first_id(self) -> str:
        return str(self.id)


class RadiosField(_Answers, wtforms.RadioField):
    """One of a few, all seen at once."""

    widget = Template("options")
    box = "radio"


class CheckboxesField(_Answers, wtforms.SelectMultipleField):
    """Any number of a few."""

    widget = Template("options")
    box = "checkbox"

    @property
    def answer(self) -> list[str]:
        """Boxes come back in the order in which they were drawn."""
        return sorted(str(each) for each in self.data or ())


class _Typed:
    """Something stands in one of the boxes, or was there before."""

    field_flags: ClassVar[dict[str, Any]] = {"required": True}

    def __call__(self, _form: BaseForm, field: wtforms.Field) -> None:
        if not any(_typed(field)) and not field.data:
            raise StopValidation(str(FILL_IN))


def _stop_if_nothing_typed(_form: BaseForm, field: wtforms.Field) -> None:
    if not any(_typed(field)):
        raise StopValidation


def _typed(field: wtforms.Field) -> list[str]:
    return [tidy(str(value)) for value in field.raw_data or ()]


class DateField(Asked):
    """A day in three boxes (day, month, year) that share the field's name; ISO in one is read too."""

    widget = Template("date")
    answered = _Typed()
    unanswered = staticmethod(_stop_if_nothing_typed)

    @property
    def first_id(self) -> str:
        """Where the error summary leads."""
        return f"{self.id}-day"

    @property
    def boxes(self) -> tuple[str, str, str]:
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


def choices(names: Mapping[Any, Any], empty: Any = None) -> list[SelectChoice]:
    """The answers of a list of names by key, and before them `empty`: the words for no answer."""
    first = [] if empty is None else [SelectChoice("", empty)]
    return [*first, *(SelectChoice(str(key), name) for key, name in names.items())]


def names_of(things: Iterable[Any]) -> dict[UUID, str]:
    return {each.id: each.name for each in things}


def as_id(value: Any) -> UUID | None:
    """For `coerce`: the answers are ids of things, and the empty one is None."""
    return UUID(str(value)) if value else None
