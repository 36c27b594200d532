"""Addresses of calendars: made, shown and withdrawn by whoever leads; read by calendars without a sign-in."""

from dataclasses import dataclass
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.accounts.queries import works_in
from app.core import feeds
from app.core.access import confirmed, public, requires
from app.core.errors import NotFound, existing
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.workshops.blueprint import bp
from app.workshops.planning.operations.feeds import make_feed, revoke_feed
from app.workshops.planning.queries.feeds import FEED_KINDS, feed_events, feed_subjects, list_feeds


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that has a calendar: its kind, id and name, and the address in use."""

    kind: str
    id: UUID
    name: str
    url: str | None


@bp.get("/calendar/links")
@requires(Permission.WORKSHOP_READ)
def calendar_links() -> Response:
    where = g.actor.here()
    found = {(feed.kind, feed.subject_id): feed for feed in list_feeds(where)}
    subjects = feed_subjects(g.actor)

    def offered(kind: str, subject_id: UUID, name: str) -> Offered:
        feed = found.get((kind, subject_id))
        url = url_for("workshops.feed", token=feeds.token_of(feed.id), _external=True) if feed else None
        return Offered(kind, subject_id, name, url)

    own = offered("facilitator", g.actor.id, g.actor.name)
    series = [offered("series", each.id, each.title) for each in subjects.series]
    places = [offered("place", each.id, each.name) for each in subjects.places]
    may_all = g.actor.may(Permission.WORKSHOP_WRITE)
    return respond("workshops/planning/links.html", own=own, series=series, places=places, may_all=may_all)


@bp.post("/calendar/links")
@confirmed()
@requires(Permission.WORKSHOP_READ)
def make_link() -> Response:
    kind, subject_id = _subject()
    make_feed(g.actor, kind=kind, subject_id=subject_id)
    flash(_("The link was made. Whoever has it sees the calendar, without signing in."), "good")
    return see_other("workshops.calendar_links")


@bp.post("/calendar/links/revocation")
@requires(Permission.WORKSHOP_READ)
def revoke_link() -> Response:
    kind, subject_id = _subject()
    revoke_feed(g.actor, kind=kind, subject_id=subject_id)
    flash(_("The link leads nowhere from now on."), "good")
    return see_other("workshops.calendar_links")


@bp.get("/calendar/feeds/<token>")
@public
def feed(token: str) -> Response:
    """The calendar as a file; an address that was withdrawn, or of a colleague who left, does not exist."""
    found = existing(feeds.find_by_token(token))
    has_left = found.kind == "facilitator" and not works_in(found.subject_id, found.municipality_id)
    if has_left or found.kind not in FEED_KINDS:
        raise NotFound
    events = feed_events(found.kind, found.subject_id, found.municipality_id)
    return feeds.answer(_l("Workshops"), events)


def _subject() -> tuple[str, UUID]:
    return request.form.get("kind", ""), sent_id("subject_id")
