"""The kiosk's screens, and which terminal is behind a request."""

from flask import Blueprint, Flask

from app.core.actor import Actor
from app.core.errors import Forbidden

bp = Blueprint("kiosk", "app.kiosk", template_folder="templates", url_prefix="/kiosk")


def init_app(app: Flask) -> None:
    """Register the screens."""
    app.register_blueprint(bp)


def resolve_terminal() -> Actor:
    """The enrolled terminal; raises Forbidden."""
    raise Forbidden
