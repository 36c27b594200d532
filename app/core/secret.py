"""The installation's secret, for rooms that know nothing of the web."""

from flask import current_app


def secret_key() -> str:
    """What keyed hashes are made with; never shown, never stored."""
    return str(current_app.config["SECRET_KEY"])
