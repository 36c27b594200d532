"""Calendars that others subscribe to: iCalendar (RFC 5545), and the unguessable addresses they are read at.

An address is a keyed hash of the feed's random id, so that staff can see it again; only its hash is stored.
Who withdraws an address and makes another one gets another id, and so another address.
"""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Index, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import Base, Created, Id, Instant, MunicipalityScope, db
from app.core.privacy import PLAIN, SECRET
from app.core.secret import secret_key

if TYPE_CHECKING:
    import icalendar

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Autonomus//Calendar//PT"
REFRESHED = timedelta(hours=1)


class Feed(Base, MunicipalityScope):
    """One address of a calendar. `kind`: drop_in, facilitator, place or series; `subject_id`: whose it is."""

    __tablename__ = "feed"
    __table_args__ = (Index("ix_feed_subject_id_kind", "subject_id", "kind"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(info=PLAIN)
    subject_id: Mapped[UUID] = mapped_column(Uuid, info=PLAIN)
    token_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    created_at: Mapped[Created]
    created_by: Mapped[UUID | None] = mapped_column(Uuid, info=PLAIN)
    revoked_at: Mapped[Instant | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a calendar. `starts` and `ends` carry a ZoneInfo; `uid` never changes.

    `sequence` counts the changes of the appointment, `changed_at` is the last. `rule`, `exceptions` and
    `extra` as in core/recurrence, in wall time; `replaces` is the start, in wall time, of the repetition
    that this entry of the same uid stands for.
    """

    uid: str
    title: str
    starts: datetime
    ends: datetime
    place: str = ""
    description: str = ""
    url: str = ""
    sequence: int = 0
    changed_at: datetime | None = None
    is_cancelled: bool = False
    rule: str = ""
    exceptions: Sequence[datetime] = ()
    extra: Sequence[datetime] = ()
    replaces: datetime | None = None


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """The calendar as a file: its zones described, its texts escaped, cancelled entries said to be so."""
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESHED, parameters={"value": "DURATION"})
    for event in events:
        made.add_component(_component(event))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _component(event: Event) -> "icalendar.Event":
    import icalendar

    zone = event.starts.tzinfo
    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.changed_at or clock.now())
    entry.add("summary", event.title)
    entry.add("dtstart", event.starts)
    entry.add("dtend", event.ends)
    entry.add("sequence", event.sequence)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    for field in ("place", "description", "url"):
        if value := getattr(event, field):
            entry.add("location" if field == "place" else field, value)
    if event.rule:
        entry.add("rrule", icalendar.vRecur.from_ical(event.rule))
    for field, times in (("exdate", event.exceptions), ("rdate", event.extra)):
        for each in times:
            entry.add(field, each.replace(tzinfo=zone))
    if event.replaces:
        entry.add("recurrence-id", event.replaces.replace(tzinfo=zone))
    return entry


def make_feed(actor: Actor, *, kind: str, subject_id: UUID, municipality_id: UUID) -> Feed:
    """The address of somebody's calendar, made where there is none; the caller has asked whether they may."""
    if found := find_feed(kind, subject_id, municipality_id):
        return found
    feed_id = uuid4()  # not UUIDv7: its hash is the secret
    feed = Feed(
        id=feed_id,
        kind=kind,
        subject_id=subject_id,
        municipality_id=municipality_id,
        token_hash=_hash(token_of(feed_id)),
        created_by=actor.id,
    )
    db.session.add(feed)
    audit.record(actor, "feed.made", "feed", feed.id, municipality_id=municipality_id, kind=kind)
    return feed


def revoke_feed(actor: Actor, *, feed: Feed) -> None:
    """Let an address lead nowhere from now on; the caller has asked whether they may."""
    if feed.revoked_at is None:
        feed.revoked_at = clock.now()
        audit.record(actor, "feed.revoked", "feed", feed.id, municipality_id=feed.municipality_id)


def find_feed(kind: str, subject_id: UUID, municipality_id: UUID) -> Feed | None:
    """The address in use of somebody's calendar."""
    return db.session.scalars(
        select(Feed).where(
            Feed.kind == kind,
            Feed.subject_id == subject_id,
            Feed.municipality_id == municipality_id,
            Feed.revoked_at.is_(None),
        )
    ).first()


def find_by_token(token: str) -> Feed | None:
    """The feed an address belongs to, unless it was withdrawn."""
    found = select(Feed).where(Feed.token_hash == _hash(token), Feed.revoked_at.is_(None))
    return db.session.scalars(found).first()


def token_of(feed_id: UUID) -> str:
    """The secret part of a feed's address."""
    return hmac.new(secret_key().encode(), b"feed:" + feed_id.bytes, hashlib.sha256).hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def in_zone(day_and_time: datetime, zone: str) -> datetime:
    """A wall time as the start or end of an event."""
    return day_and_time.replace(tzinfo=ZoneInfo(zone))
