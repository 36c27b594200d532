"""The kiosk's screens, the office's pages about terminals, and which terminal is behind a request."""

from flask import Flask

from app.kiosk.views import (
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
    papers,
    review,
    terminals,
    words,
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
    papers,
    review,
    words,
)


def init_app(app: Flask) -> None:
    """Register the screens and the pages about terminals."""
    app.register_blueprint(bp)
    app.register_blueprint(terminals.bp)
