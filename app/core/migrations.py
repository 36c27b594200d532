"""Migrations, set up when first asked for: only commands migrate, and Alembic takes 10 MB of a worker."""

import logging
from typing import Any

import click
from flask import Flask
from werkzeug.local import LocalProxy

from app.core.config import ROOT
from app.core.db import db

FOLDER = ROOT / "migrations"
LEAVING = frozenset({"participant_group"})
"""Tables that only the release before reads, which still runs while servers are changed one by one: they stay
as they were, and the next release drops them.
"""


def init_app(app: Flask) -> None:
    """Make `flask db` known, and what it asks the application for."""
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)  # it tells of each of its parts
    app.extensions["migrate"] = LocalProxy(lambda: _set_up(app))
    app.cli.add_command(_Commands("db", help="Perform database migrations."))


def known() -> set[str]:
    """The migrations of this release, by the number in their name."""
    return {path.stem[:4] for path in (FOLDER / "versions").glob("*.py")}


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether a table of the database is to be what the models say."""
    return kind != "table" or name not in LEAVING


def upgrade() -> None:
    """Bring the database of the present application to this release."""
    from flask_migrate import upgrade as run

    run(directory=str(FOLDER))


def _set_up(app: Flask) -> Any:
    from flask_migrate import Migrate

    Migrate(app, db, directory=str(FOLDER), render_as_batch=True)
    return app.extensions["migrate"]


class _Commands(click.Command):
    """Stands for Flask-Migrate's own group until it is called."""

    def make_context(self, *words: Any, **extra: Any) -> click.Context:
        from flask_migrate.cli import db as group  # type: ignore[import-not-found]

        context: click.Context = group.make_context(*words, **extra)
        return context
