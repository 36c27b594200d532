"""Reads of workshops."""

from app.workshops.queries.places import get_place, list_places, places_page
from app.workshops.queries.series import (
    Dates,
    Fill,
    Filters,
    dates_of,
    fill_of,
    get_session,
    get_workshop,
    led_by,
    list_facilitators,
    list_sessions,
    workshops_page,
)

__all__ = [
    "Dates",
    "Fill",
    "Filters",
    "dates_of",
    "fill_of",
    "get_place",
    "get_session",
    "get_workshop",
    "led_by",
    "list_facilitators",
    "list_places",
    "list_sessions",
    "places_page",
    "workshops_page",
]
