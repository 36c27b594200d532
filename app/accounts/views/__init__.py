"""Pages of accounts, and who is behind a request of the office."""

from flask import Blueprint, Flask
from flask_login import LoginManager

from app.core.actor import Actor
from app.core.errors import NotSignedIn

bp = Blueprint("accounts", "app.accounts", template_folder="templates")
login_manager = LoginManager()


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_blueprint(bp)


def resolve_staff() -> Actor:
    """The signed-in member of staff; raises NotSignedIn."""
    raise NotSignedIn
