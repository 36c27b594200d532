"""Reads of workshops."""

from app.workshops.queries.calendar import CalendarFilters, find_clashes, sessions_between, unfilled
from app.workshops.queries.feeds import feed_events
from app.workshops.queries.places import get_place, list_places, places_page
from app.workshops.queries.proposals import get_proposal, names_of, proposals_page
from app.workshops.queries.public import PublicSession, PublicWorkshop, get_public, list_public
from app.workshops.queries.reports import PeriodReport, period_report, series_report
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
    "CalendarFilters",
    "Dates",
    "Fill",
    "Filters",
    "PeriodReport",
    "PublicSession",
    "PublicWorkshop",
    "dates_of",
    "feed_events",
    "fill_of",
    "find_clashes",
    "get_place",
    "get_proposal",
    "get_public",
    "get_session",
    "get_workshop",
    "led_by",
    "list_facilitators",
    "list_places",
    "list_public",
    "list_sessions",
    "names_of",
    "period_report",
    "places_page",
    "proposals_page",
    "series_report",
    "sessions_between",
    "unfilled",
    "workshops_page",
]
