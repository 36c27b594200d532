"""Pages of people."""

from flask import Blueprint, Flask

bp = Blueprint("people", "app.people", template_folder="templates")


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
