"""Pages of network."""

from flask import Blueprint, Flask

bp = Blueprint("network", "app.network", template_folder="templates")


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
