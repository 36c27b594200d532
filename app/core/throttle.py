"""Counting tries in the database, so that several workers and a restart do not forget them.

What is counted (an account, an address, a terminal) is kept only as a keyed hash. Counts live in hours:
"at most 20 in an hour" counts the present clock hour and a falling share of the one before.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.db import Base, Instant, change_or_make, db
from app.core.errors import Throttled
from app.core.privacy import PLAIN
from app.core.secret import secret_key

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


def check_in_all(bucket: str, subject: str | UUID, limit: int) -> None:
    """Raise Throttled when `subject`, which itself ends soon, has used up its `limit` for good."""
    mine = TryCount.bucket == bucket, TryCount.subject == _hashed(subject)
    if (db.session.scalar(select(func.sum(TryCount.tries)).where(*mine)) or 0) >= limit:
        raise Throttled(int(HOUR.total_seconds()))


def count(bucket: str, subject: str | UUID, *, times: int = 1) -> None:
    """Add one try, or several. Given to `unit_of_work.afterwards`, a failed request counts as well."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    mine = {"bucket": bucket, "subject": _hashed(subject), "hour": hour}
    one_more = update(TryCount).filter_by(**mine).values(tries=TryCount.tries + times)
    change_or_make(one_more, insert(TryCount).values(**mine, tries=times))


def use(bucket: str, subject: str | UUID, limit: int) -> None:
    """Take one of so many an hour, with what it is taken for; raises Throttled when none is left."""
    check(bucket, subject, limit)
    count(bucket, subject)


def tries(bucket: str) -> int:
    """How many were counted of everybody in this clock hour and the one before."""
    since = clock.now().replace(minute=0, second=0, microsecond=0) - HOUR
    counted = select(func.sum(TryCount.tries)).where(TryCount.bucket == bucket, TryCount.hour >= since)
    return db.session.scalar(counted) or 0


def oldest() -> datetime | None:
    """The hour of the oldest count that nobody has forgotten yet."""
    return db.session.scalar(select(func.min(TryCount.hour)))


def forget(bucket: str, subject: str | UUID) -> None:
    """Start again from nothing, when the reason for the wrong tries is gone."""
    mine = TryCount.bucket == bucket, TryCount.subject == _hashed(subject)
    db.session.execute(delete(TryCount).where(*mine))


def forget_old() -> None:
    """Remove counts that no limit looks at any more (nightly)."""
    db.session.execute(delete(TryCount).where(TryCount.hour < clock.now() - 2 * HOUR))


def _hashed(subject: str | UUID) -> str:
    content = f"throttle:{subject}".encode()
    return hmac.new(secret_key().encode(), content, hashlib.sha256).hexdigest()[:32]
