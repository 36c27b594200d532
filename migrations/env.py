"""Runs Alembic with the application's own engine and metadata."""

from typing import Literal

from alembic import context
from flask import current_app

from app.accounts import models as accounts
from app.core import audit, files, idempotency, jobs, states, throttle
from app.core.db import Base, UtcDateTime
from app.directory import models as directory
from app.kiosk import models as kiosk
from app.network import models as network
from app.people import models as people
from app.skills import models as skills
from app.workshops import models as workshops

FEATURES = (
    audit,
    files,
    idempotency,
    jobs,
    states,
    throttle,
    accounts,
    directory,
    kiosk,
    network,
    people,
    skills,
    workshops,
)
extension = current_app.extensions["migrate"]


def render(kind: str, item: object, context: object) -> str | Literal[False]:
    """Write our column types as the plain types they store, so that a migration needs no application code."""
    return "sa.DateTime(timezone=True)" if isinstance(item, UtcDateTime) else False


def run() -> None:
    """Migrate inside one transaction: a failed migration leaves the old state on both engines."""
    with extension.db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,  # complete because FEATURES are imported
            render_item=render,
            transaction_per_migration=False,
            **extension.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
