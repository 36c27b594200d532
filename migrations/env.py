"""Runs Alembic with the application's own engine and metadata."""

from typing import Literal

from alembic import context
from flask import current_app

from app.core.db import Base, UtcDateTime, say_which_count
from app.core.migrations import is_ours

extension = current_app.extensions["migrate"]
say_which_count("sqlite", "postgresql")


def render(kind: str, item: object, context: object) -> str | Literal[False]:
    """Write our column types as the plain types they store, so that a migration needs no application code."""
    return "sa.DateTime(timezone=True)" if isinstance(item, UtcDateTime) else False


def run() -> None:
    """Migrate inside one transaction: a failed migration leaves the old state on both engines."""
    with extension.db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,  # complete: the application has loaded every feature
            render_item=render,
            include_name=is_ours,
            transaction_per_migration=False,
            **extension.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
