"""`/healthz` says that the process is alive, `/readyz` that it can do its work."""

import shutil

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core import migrations
from app.core.access import public
from app.core.db import db

bp = Blueprint("health", __name__)
LEAST_FREE_BYTES = 200 * 1024 * 1024


@bp.get("/healthz")
@public
def healthz() -> Response:
    return jsonify(status="alive")


@bp.get("/readyz")
@public
def readyz() -> Response:
    checks = {"database": database_answers(), "migrations": is_migrated(), "disk": has_space()}
    response = jsonify(checks)
    response.status_code = 200 if all(checks.values()) else 503
    return response


def database_answers() -> bool:
    """Whether a read comes back."""
    try:
        return bool(db.session.scalar(text("SELECT 1")) == 1)
    except SQLAlchemyError:
        db.session.rollback()
        return False


def is_migrated() -> bool:
    """Whether the database stands at the newest migration of this release."""
    try:
        present = db.session.scalar(text("SELECT version_num FROM alembic_version"))
        return bool(present == max(migrations.known()))
    except SQLAlchemyError:
        db.session.rollback()
        return False


def has_space() -> bool:
    """Whether the data folder's disk has at least 200 MB left."""
    return shutil.disk_usage(current_app.settings.data_folder).free >= LEAST_FREE_BYTES  # type: ignore[attr-defined]
