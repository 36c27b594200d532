"""Calendars that others subscribe to: iCalendar (RFC 5545), and the unguessable addresses they are read at.

An address is a keyed hash of the feed's random id, so that staff can see it again; only its hash is stored.
Who withdraws an address and makes another one gets another id, and so another address.

Programs come by every hour or so: as long as nothing has changed they get the same bytes, or only hear (304)
that they have them. So a calendar comes from what is stored, and nothing in it from when it is made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from flask import Response, current_app, request
from sqlalchemy import Index, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock, i18n, records
from app.core.actor import Actor
from app.core.db import Base, Created, Id, Instant, MunicipalityScope, db, one_active
from app.core.links import derived, hash_of
from app.core.privacy import PLAIN, SECRET
from app.core.zones import described

if TYPE_CHECKING:
    import icalendar

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Autonomus//Calendar//PT"
REFRESHED = timedelta(hours=1)


class Feed(Base, MunicipalityScope):
    """One address of a calendar. `kind`: drop_in, facilitator, place or series; `subject_id`: whose it is."""

    __tablename__ = "feed"
    __table_args__ = (
        Index("ix_feed_subject_id_kind", "subject_id", "kind"),
        one_active("uq_feed_active", "kind", "subject_id", "municipality_id", where="revoked_at IS NULL"),
    )

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

    `changed_at` is the last change of the appointment, `sequence` counts them. `rule`, `exceptions` and
    `extra` as in core/recurrence, in wall time; `replaces` is the start, in wall time, of the repetition
    that this entry of the same uid stands for.
    """

    uid: str
    title: str
    starts: datetime
    ends: datetime
    changed_at: datetime
    place: str = ""
    description: str = ""
    url: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    rule: str = ""
    exceptions: Sequence[datetime] = ()
    extra: Sequence[datetime] = ()
    replaces: datetime | None = None


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """The calendar as a file: its zones described, its texts escaped, cancelled entries said to be so.

    It has no METHOD, which would make of DTSTAMP the moment in which the file was made (RFC 5545, 3.8.7.2).
    """
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESHED, parameters={"value": "DURATION"})
    every = sorted(events, key=lambda event: (event.uid, str(event.replaces or "")))
    for zone in sorted({str(event.starts.tzinfo) for event in every}):
        made.add_component(described(zone))
    for event in every:
        made.add_component(_component(event))
    return bytes(made.to_ical())


def answer(name: Any, events: Iterable[Event]) -> Response:
    """The calendar for a program that may have it already. Its (lazy) name is in the main language.

    No Last-Modified: what was taken out, or a new holiday, changes a calendar and no date in it.
    """
    file = calendar(i18n.text_in(i18n.MAIN, name), events)
    response = current_app.response_class(file, content_type=MEDIA_TYPE)
    response.add_etag()
    response.make_conditional(request)
    return response


def _component(event: Event) -> "icalendar.Event":
    import icalendar

    zone = event.starts.tzinfo
    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
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
        token_hash=hash_of(token_of(feed_id)),
        created_by=actor.id,
    )
    db.session.add(feed)
    records.record(actor, "made", feed, kind=kind)
    return feed


def revoke_feed(actor: Actor, *, feed: Feed) -> None:
    """Let an address lead nowhere from now on; the caller has asked whether they may."""
    if feed.revoked_at is None:
        feed.revoked_at = clock.now()
        records.record(actor, "revoked", feed)


def find_feed(kind: str, subject_id: UUID, municipality_id: UUID) -> Feed | None:
    """The address in use of somebody's calendar."""
    mine = Feed.kind == kind, Feed.subject_id == subject_id, Feed.municipality_id == municipality_id
    return db.session.scalars(select(Feed).where(*mine, Feed.revoked_at.is_(None))).first()


def find_by_token(token: str) -> Feed | None:
    """The feed an address belongs to, unless it was withdrawn."""
    found = select(Feed).where(Feed.token_hash == hash_of(token), Feed.revoked_at.is_(None))
    return db.session.scalars(found).first()


def token_of(feed_id: UUID) -> str:
    return derived("feed", feed_id).hex()


def in_zone(day_and_time: datetime, zone: str) -> datetime:
    """A wall time as the start or end of an event."""
    return day_and_time.replace(tzinfo=ZoneInfo(zone))
