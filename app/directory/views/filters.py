"""What templates of the directory say of entries: states, and the answers of a form as text."""

from datetime import date
from typing import Any

from flask import Flask

from app.core import i18n
from app.directory.forms.offers import MoneyField
from app.directory.wording import STATE_NAMES, STATE_TONES, act_name, repetition, weekday_names
from app.ui.choice_fields import SelectField
from app.ui.wording import day, phone


def init_app(app: Flask) -> None:
    """Register the filters."""
    app.jinja_env.filters.update(
        entry_state=lambda state: STATE_NAMES[state],
        entry_tone=lambda state: STATE_TONES.get(state, ""),
        entry_act=act_name,
        language_name_of=i18n.language_name,
        repetition=repetition,
        said=said,
        weekday=lambda on: weekday_names()[on.weekday()],
    )


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
