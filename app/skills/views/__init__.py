"""Pages of skills, one file for each resource."""

from flask import Flask

from app.skills import receivers
from app.skills.views import catalogue, entries, inventories, paper, sheets, together
from app.skills.views.blueprint import bp

__all__ = ["catalogue", "entries", "init_app", "inventories", "paper", "receivers", "sheets", "together"]


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
