"""What templates of the directory say of entries: states, and the answers of a form as text."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.directory.shelves.wording import STATES, TONES, act_name, movement_said, not_shown_for
from app.ui.choice_fields import SelectField
from app.ui.money_field import MoneyField
from app.ui.wording import day, phone


def said(field: Any) -> Any:
    """What an answer says on a page: the name of a choice, a day in words, an amount with its sign."""
    value = field.data
    if not value:
        return ""
    if isinstance(field, SelectField):
        return next((choice.label for choice in field.choices if choice.value == str(value)), value)
    if isinstance(value, date):
        return day(value)
    if isinstance(field, MoneyField):
        return f"{value} €"
    return phone(value) if field.name == "phone" else value


FILTERS: Mapping[str, Callable[..., Any]] = {
    "entry_act": act_name,
    "entry_state": STATES.__getitem__,
    "not_shown_for": not_shown_for,
    "movement_said": movement_said,
    "entry_tone": lambda state: TONES.get(state, ""),
    "said": said,
}
