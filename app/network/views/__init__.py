"""Pages of network."""

from flask import Flask

from app.network.views import desk, holidays, notices, organisations
from app.network.views.blueprint import bp
from app.network.wording import holiday_day, kind_name

__all__ = ["desk", "holidays", "init_app", "notices", "organisations"]


def init_app(app: Flask) -> None:
    """Register the pages, and the words of the network."""
    app.register_blueprint(bp)
    app.jinja_env.filters["kind_name"] = kind_name
    app.jinja_env.filters["holiday_day"] = holiday_day
