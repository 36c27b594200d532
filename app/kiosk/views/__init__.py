"""The kiosk's screens, what people carry away from them, the office's pages about terminals."""

from datetime import date

from flask import Flask

from app.core import i18n
from app.core.dates import day_as
from app.kiosk.views import (
    aids,
    calls,
    cards,
    carried,
    connection,
    contexts,
    details,
    entries,
    home,
    keeping,
    leaving,
    needs,
    papers,
    places,
    review,
    shown,
    teaching,
    terminals,
    words,
    workshops,
)
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import resolve_terminal

__all__ = ["init_app", "resolve_terminal"]

SCREENS = (
    aids,
    calls,
    cards,
    connection,
    contexts,
    details,
    entries,
    home,
    keeping,
    leaving,
    needs,
    papers,
    places,
    review,
    shown,
    teaching,
    words,
    workshops,
)


def init_app(app: Flask) -> None:
    """Register the screens and the pages about terminals."""
    app.register_blueprint(bp)
    app.register_blueprint(terminals.bp)
    app.register_blueprint(carried.bp)
    app.jinja_env.filters["coming_day"] = coming_day


def coming_day(day: date) -> str:
    """A day that is soon, as people say it: "segunda-feira, 23 de novembro"."""
    return day_as("MMMMEEEEd", day, i18n.current().locale)
