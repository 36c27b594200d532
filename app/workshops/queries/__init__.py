"""Reads of workshops."""

from app.workshops.queries.calendar import CalendarFilters, find_clashes, heads_of, sessions_between
from app.workshops.queries.feeds import FEED_KINDS, Subjects, feed_events, feed_subjects, list_feeds
from app.workshops.queries.parts import Parts, parts_of
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
    get_logo,
    get_session,
    get_workshop,
    led_by,
    list_facilitators,
    list_sessions,
    workshops_page,
)

__all__ = [
    "FEED_KINDS",
    "CalendarFilters",
    "Dates",
    "Fill",
    "Filters",
    "Parts",
    "PeriodReport",
    "PublicSession",
    "PublicWorkshop",
    "Subjects",
    "dates_of",
    "feed_events",
    "feed_subjects",
    "fill_of",
    "find_clashes",
    "get_logo",
    "get_place",
    "get_proposal",
    "get_public",
    "get_session",
    "get_workshop",
    "heads_of",
    "led_by",
    "list_facilitators",
    "list_feeds",
    "list_places",
    "list_public",
    "list_sessions",
    "names_of",
    "parts_of",
    "period_report",
    "places_page",
    "proposals_page",
    "series_report",
    "sessions_between",
    "workshops_page",
]
