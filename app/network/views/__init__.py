"""Pages of network."""

from flask import Flask

from app.network.views import desk, notices, organisations
from app.network.views.blueprint import bp
from app.network.wording import kind_name

__all__ = ["desk", "init_app", "notices", "organisations"]


def init_app(app: Flask) -> None:
    """Register the pages, and the names of the kinds of organisations."""
    app.register_blueprint(bp)
    app.jinja_env.filters["kind_name"] = kind_name
