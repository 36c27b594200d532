"""A repeated request is the same request.

Every form that creates or decides carries a `request_key` made by the server when the form was drawn;
for a create it is also the id of the new row. The key is stored with the result in the transaction of
the request: the same key, actor and content get the same redirect again, anything else is a conflict.
"""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from flask import Response, current_app, g, redirect, request
from sqlalchemy import Uuid, bindparam, delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import FileStorage

from app.core import clock
from app.core.db import Base, Created, Id, db
from app.core.errors import Conflict
from app.core.privacy import PLAIN
from app.core.secret import secret_key

FIELD = "request_key"
KEPT = timedelta(days=7)
NOT_CONTENT = frozenset({"csrf_token", FIELD})


class RequestKey(Base):
    """One unsafe request that was carried out; nightly cleaning removes keys older than a week."""

    __tablename__ = "request_key"

    id: Mapped[Id]
    actor_id: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)
    fingerprint: Mapped[str] = mapped_column(info=PLAIN)
    location: Mapped[str] = mapped_column(default="", info=PLAIN)
    created_at: Mapped[Created]


# Of the table, not the class: every form that is sent says two of them.
_table = Base.metadata.tables[RequestKey.__tablename__]
_INSERT = insert(_table)
_UPDATE = update(_table).where(_table.c.id == bindparam("key")).values(location=bindparam("location"))
_DELETE = delete(_table).where(_table.c.id == bindparam("key"))


def replay() -> Response | None:
    """The earlier answer to this very request, or None when it is new. Raises Conflict on other content."""
    key, actor_id = _key(), g.actor.id
    if key is None or actor_id is None:
        return None
    fingerprint = _fingerprint()
    row = {"id": key, "actor_id": actor_id, "fingerprint": fingerprint, "location": ""}
    try:  # nearly every request is new, and of two that arrive together only one can insert
        db.session.execute(_INSERT, {**row, "created_at": clock.now()})
    except IntegrityError:
        db.session.rollback()
        known = db.session.get(RequestKey, key)
    else:
        g.request_row = key
        return None
    if known is None or known.actor_id != actor_id or known.fingerprint != fingerprint:
        raise Conflict
    db.session.rollback()
    # Flask and Werkzeug share the base class; the answer is built by our own application class.
    return current_app.make_response(redirect(known.location, 303))


def remember(response: Response) -> None:
    """Store where the first answer sent the browser; answers that are no redirect leave no key behind."""
    key: UUID | None = g.pop("request_row", None)
    if key is None:
        return
    if response.status_code == 303:
        db.session.execute(_UPDATE, {"key": key, "location": response.location or ""})
    else:
        db.session.execute(_DELETE, {"key": key})


def forget_old() -> None:
    """Remove keys that no browser will repeat any more (nightly)."""
    db.session.execute(delete(RequestKey).where(RequestKey.created_at < clock.now() - KEPT))


def _key() -> UUID | None:
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return None
    try:
        return UUID(request.form.get(FIELD, ""))
    except ValueError:
        return None


def _fingerprint() -> str:
    """Of everything that the request says: where it goes, what was typed, and which files came with it."""
    fields = sorted(
        (name, value) for name, value in request.form.items(multi=True) if name not in NOT_CONTENT
    )
    files = sorted((name, _digest(file)) for name, file in request.files.items(multi=True))
    content = repr((request.path, request.query_string, fields, files)).encode()
    return hmac.new(secret_key().encode(), content, hashlib.sha256).hexdigest()


def _digest(file: FileStorage) -> tuple[str, str]:
    """A file's name and what is in it; it can be read again afterwards."""
    found = hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]  # it is a file
    file.stream.seek(0)
    return file.filename or "", found
