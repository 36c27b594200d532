"""How templates say kinds, states, days of the week and durations."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from babel.dates import format_date
from flask import Flask

from app.core import i18n
from app.core.dates import day_as
from app.workshops.wording import STATE_TONES, STATES, duration, kind_name


def init_app(app: Flask) -> None:
    """Register the filters."""
    app.jinja_env.filters.update(
        duration=duration,
        kind_of_series=kind_name,
        language_label=i18n.language_name,
        month=month,
        name_among=name_among,
        series_state_name=STATES.__getitem__,
        series_state_tone=lambda state: STATE_TONES.get(state, ""),
        weekday=weekday,
    )


def weekday(day: date) -> str:
    """The day of the week: "segunda-feira"."""
    return format_date(day, "EEEE", locale=i18n.current().locale)


def month(day: date) -> str:
    """The month with its year: "março de 2026"."""
    return day_as("yMMMM", day, i18n.current().locale)


def name_among(staff_id: UUID, names: Mapping[UUID, Any]) -> str:
    """The name of somebody, empty for who has left."""
    return str(names.get(staff_id, ""))
