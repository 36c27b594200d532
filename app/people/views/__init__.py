"""Pages of people."""

from flask import Flask

from app.people.views import consents, contacts, inactive, opening, records, sealing
from app.people.views.blueprint import bp
from app.people.wording import action_name

__all__ = ["consents", "contacts", "inactive", "init_app", "opening", "records", "sealing"]


def init_app(app: Flask) -> None:
    """Register the pages, and the words for what happened."""
    app.register_blueprint(bp)
    app.jinja_env.filters["action_name"] = action_name
