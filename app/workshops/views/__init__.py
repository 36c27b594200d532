"""Pages of workshops."""

from flask import Flask

from app.workshops import receivers
from app.workshops.views import (
    attendance,
    calendar,
    calls,
    certificates,
    declarations,
    enrolling,
    enrolments,
    feeds,
    filters,
    funders,
    heads,
    learning,
    parts,
    places,
    project_sheets,
    proposals,
    reports,
    series,
    session_record,
    sessions,
    sheets,
    slips,
    states,
    unverified,
    verification,
    waiting,
    walk_ins,
)
from app.workshops.views.blueprint import bp

__all__ = [
    "attendance",
    "calendar",
    "calls",
    "certificates",
    "declarations",
    "enrolling",
    "enrolments",
    "feeds",
    "filters",
    "funders",
    "heads",
    "init_app",
    "learning",
    "parts",
    "places",
    "project_sheets",
    "proposals",
    "receivers",
    "reports",
    "series",
    "session_record",
    "sessions",
    "sheets",
    "slips",
    "states",
    "unverified",
    "verification",
    "waiting",
    "walk_ins",
]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
    filters.init_app(app)
