"""Pages of directory."""

from flask import Flask

from app.directory.views import (
    drawing,
    exchange,
    filters,
    offers,
    publications,
    service_acts,
    services,
    shelves,
    slots,
    structures,
    translations,
)
from app.directory.views.blueprint import bp

__all__ = [
    "exchange",
    "init_app",
    "offers",
    "publications",
    "service_acts",
    "services",
    "shelves",
    "slots",
    "structures",
    "translations",
]


def init_app(app: Flask) -> None:
    """Register the pages, and how their templates say things."""
    app.register_blueprint(bp)
    drawing.init_app(app)
    filters.init_app(app)
