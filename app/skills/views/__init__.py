"""Pages of skills."""

from flask import Blueprint, Flask

bp = Blueprint("skills", "app.skills", template_folder="templates")


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)
