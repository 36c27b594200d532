"""Pages of workshops."""

from flask import Flask

from app.workshops import receivers
from app.workshops.views.blueprint import bp

__all__ = ["init_app", "receivers"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
