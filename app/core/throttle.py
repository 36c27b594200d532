"""Counting tries in the database, so that several workers and a restart do not forget them.

What is counted (an account, an address, a terminal) is kept only as a keyed hash. Counts live in hours:
"at most 20 in an hour" counts the present clock hour and a falling share of the one before.
"""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Instant, db
from app.core.errors import Throttled
from app.core.privacy import PLAIN

HOUR = timedelta(hours=1)


class TryCount(Base):
    """How often something was tried in one clock hour."""

    __tablename__ = "try_count"

    bucket: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[Instant] = mapped_column(primary_key=True)
    tries: Mapped[int] = mapped_column(default=0, info=PLAIN)


def check(bucket: str, subject: str | UUID, limit: int) -> None:
    """Raise Throttled when `subject` has used up its `limit` tries in the last hour."""
    now = clock.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    key = _hashed(subject)
    rows = db.session.execute(
        select(TryCount.hour, TryCount.tries).where(
            TryCount.bucket == bucket, TryCount.subject == key, TryCount.hour >= hour - HOUR
        )
    )
    counts = {row.hour: row.tries for row in rows}
    share = 1 - (now - hour) / HOUR
    if counts.get(hour, 0) + counts.get(hour - HOUR, 0) * share >= limit:
        raise Throttled(max(60, int((hour + HOUR - now).total_seconds())))


def count(bucket: str, subject: str | UUID) -> None:
    """Add one try. Give it to `unit_of_work.afterwards`, so that a failed request counts as well."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    key = _hashed(subject)
    row = db.session.get(TryCount, (bucket, key, hour), with_for_update=True)
    if row is None:
        row = TryCount(bucket=bucket, subject=key, hour=hour, tries=0)
        db.session.add(row)
    row.tries += 1
    db.session.flush()


def forget(bucket: str, subject: str | UUID) -> None:
    """Start again from nothing, when the reason for the wrong tries is gone."""
    mine = TryCount.bucket == bucket, TryCount.subject == _hashed(subject)
    db.session.execute(delete(TryCount).where(*mine))


def forget_old() -> None:
    """Remove counts that no limit looks at any more (nightly)."""
    db.session.execute(delete(TryCount).where(TryCount.hour < clock.now() - 2 * HOUR))


def _hashed(subject: str | UUID) -> str:
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"throttle:{subject}".encode(), hashlib.sha256).hexdigest()[:32]
