"""`/healthz` says that the process is alive, `/readyz` that it can do its work."""

import math
import shutil
import time

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core import migrations, proxies, throttle, verification
from app.core.access import public
from app.core.config import settings
from app.core.db import db
from app.core.unit_of_work import writing

bp = Blueprint("health", __name__)
LEAST_FREE_BYTES = 200 * 1024 * 1024
TRIED_EVERY = 10
KEPT = "app.core.health"


@bp.get("/healthz")
@public
def healthz() -> Response:
    return jsonify(status="alive")


@bp.get("/readyz")
@public
def readyz() -> Response:
    checks = {
        "database": database_answers(),
        "migrations": is_migrated(),
        "writing": keeps_rows(),
        "disk": has_space(),
        "audit_key": fits_trail(),
    }
    # Told, and no reason to take the portal away: anybody can send one that has no proxy such a header.
    response = jsonify(**checks, proxies=proxies.are_trusted())
    response.status_code = 200 if all(checks.values()) else 503
    return response


def database_answers() -> bool:
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


def keeps_rows() -> bool:
    """Whether a row can really be written; found out at most every ten seconds, for anybody may ask."""
    tried_at, found = current_app.extensions.get(KEPT, (-math.inf, False))
    if time.monotonic() - tried_at > TRIED_EVERY:
        found = _keeps_a_row()
        current_app.extensions[KEPT] = time.monotonic(), found
    return bool(found)


def _keeps_a_row() -> bool:
    db.session.rollback()
    try:
        with writing():
            throttle.count("readyz", "writing")
    except SQLAlchemyError:
        return False
    return True


def fits_trail() -> bool:
    """Whether acts are signed with the key that the trail was written with."""
    try:
        return verification.fits_key()
    except SQLAlchemyError:
        db.session.rollback()
        return False


def has_space() -> bool:
    return shutil.disk_usage(settings().data_folder).free >= LEAST_FREE_BYTES
