"""Meetings by day, and the addresses of their calendars."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import clock, feeds, i18n
from app.core.access import confirmed, public, signed_in
from app.core.dates import day_as
from app.core.errors import NotFound, existing
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.network.blueprint import bp
from app.network.meetings.models.meeting import Meeting
from app.network.meetings.operations.feeds import make_feed, revoke_feed
from app.network.meetings.queries.feeds import EVERY, FEED_KINDS, INVITED, OF_BODY, feed_events
from app.network.meetings.queries.meetings import list_bodies, meetings_between
from app.network.meetings.queries.records import list_feeds
from app.network.parties.queries import organisation_names

FIRST, LAST = date(1900, 2, 1), date(2199, 11, 1)


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that has a calendar: its kind, id and name, and the address in use."""

    kind: str
    id: UUID
    name: str
    url: str | None


@bp.get("/meetings/calendar")
@signed_in
def meeting_calendar() -> Response:
    """A month, day by day."""
    today = clock.today(g.zone)
    first = _month(today)
    after = (first + timedelta(days=31)).replace(day=1)
    by_day: dict[date, list[Meeting]] = {}
    for each in meetings_between(g.actor, first, after - timedelta(days=1)):
        by_day.setdefault(each.on, []).append(each)
    return respond(
        "network/meetings/calendar.html",
        month=day_as("yMMMM", first, i18n.current().locale),
        days=by_day,
        before=(first - timedelta(days=1)).replace(day=1).isoformat(),
        after=after.isoformat(),
        now=today.replace(day=1).isoformat(),
        bodies=organisation_names(each.body_id for found in by_day.values() for each in found),
    )


def _month(today: date) -> date:
    """The first of the month that the address asks for; of the present one for words that are no day."""
    try:
        asked = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        asked = today
    return min(max(asked, FIRST), LAST).replace(day=1)


@bp.get("/meetings/calendar/links")
@signed_in
def meeting_links() -> Response:
    where = g.actor.here()
    found = {(feed.kind, feed.subject_id): feed for feed in list_feeds(where, FEED_KINDS)}

    def offered(kind: str, subject_id: UUID, name: str) -> Offered:
        feed = found.get((kind, subject_id))
        token = feeds.token_of(feed.id) if feed else ""
        url = url_for("network.meeting_feed", token=token, _external=True) if token else None
        return Offered(kind, subject_id, name, url)

    employers = organisation_names(g.actor.organisations.get(where, ()))
    links = [offered(INVITED, each, name) for each, name in employers.items()]
    if g.actor.may(Permission.PARTNERSHIP_WRITE):
        links.append(offered(EVERY, where, _("All meetings")))
        links += [offered(OF_BODY, each.id, each.name) for each in list_bodies(where)]
    return respond("network/meetings/links.html", links=links)


@bp.post("/meetings/calendar/links")
@confirmed()
@signed_in
def make_meeting_link() -> Response:
    make_feed(g.actor, kind=request.form.get("kind", ""), subject_id=sent_id("subject_id"))
    flash(_("The link was made. Whoever has it sees the calendar, without signing in."), "good")
    return see_other("network.meeting_links")


@bp.post("/meetings/calendar/links/revocation")
@signed_in
def revoke_meeting_link() -> Response:
    revoke_feed(g.actor, kind=request.form.get("kind", ""), subject_id=sent_id("subject_id"))
    flash(_("The link leads nowhere from now on."), "good")
    return see_other("network.meeting_links")


@bp.get("/meetings/calendar/feeds/<token>")
@public
def meeting_feed(token: str) -> Response:
    """The calendar as a file; an address that was withdrawn does not exist."""
    found = existing(feeds.find_by_token(token))
    if found.kind not in FEED_KINDS:
        raise NotFound
    events = feed_events(found.kind, found.subject_id, found.municipality_id)
    return feeds.answer(_l("Meetings"), events)
