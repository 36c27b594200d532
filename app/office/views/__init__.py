"""Pages of office."""

from flask import Blueprint, Flask

bp = Blueprint("office", "app.office", template_folder="templates")


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
