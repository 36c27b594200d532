"""How templates say kinds, states, days of the week and durations."""

from collections.abc import Callable, Mapping
from typing import Any

from app.core import i18n
from app.core.dates import day_as
from app.workshops.planning.kinds import kinds
from app.workshops.planning.states import SERIES
from app.workshops.planning.wording import duration

FILTERS: Mapping[str, Callable[..., Any]] = {
    "duration": duration,
    "kind_of_series": lambda kind: str(kinds()[kind]),
    "language_label": i18n.language_name,
    "month": lambda day: day_as("yMMMM", day, i18n.current().locale),
    "name_among": lambda staff_id, names: str(names.get(staff_id, "")),
    "series_state_name": SERIES.name,
    "series_state_tone": SERIES.tone,
}
