"""Pages of accounts, and who is behind a request of the office."""

from flask import Flask

from app.accounts.views import account, entry, invitations, new_passwords, sessions, staff
from app.accounts.views.blueprint import bp
from app.accounts.views.resolution import header, login_manager, resolve_staff
from app.accounts.wording import role_name

__all__ = [
    "account",
    "entry",
    "init_app",
    "invitations",
    "login_manager",
    "new_passwords",
    "resolve_staff",
    "sessions",
    "staff",
]


def init_app(app: Flask) -> None:
    """Register the pages, the names of roles, and what the header of the office shows."""
    app.register_blueprint(bp)
    app.jinja_env.filters["role_name"] = role_name
    app.context_processor(header)
