"""Who hands something over: the enrolled device behind a request, or staff who may register.

The key in the device's cookie is worth something until the device is cut off; it is renewed on each day on
which the device talks to us, so that a tablet that lies in a drawer for a year is still known. Not by every
answer: one that was under way while the browser was enrolled anew would put the dead key back.

A browser in which a pack was opened keeps a mark as long as that, device or not: registrations may be in it.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import Response, g, jsonify

from app.accounts.errors import FactorMissing
from app.accounts.resolution import resolve_staff
from app.core import clock, cookies
from app.core.actor import Actor
from app.core.errors import DomainError, NotSignedIn
from app.core.links import hash_of
from app.core.permission import Permission
from app.core.unit_of_work import if_possible
from app.outreach.blueprint import bp
from app.outreach.devices import queries
from app.outreach.devices.models import Device
from app.outreach.devices.operations import mark_seen

COOKIE, MARK = "outreach", "outreach-pack"
LASTS = 400 * 86_400
"""Seconds; browsers keep no cookie longer (RFC 6265bis, 5.5)."""
SEEN_EVERY = timedelta(minutes=5)


class NoSender(DomainError):
    """Neither an enrolled device nor staff who may register."""

    status = 401


@dataclass(frozen=True, slots=True)
class Sender:
    """Who hands over, and whose records it may be: those of its municipality, or where staff may register."""

    device: Device | None
    staff: Actor | None

    @property
    def municipalities(self) -> frozenset[UUID]:
        own = frozenset({self.device.municipality_id}) if self.device else frozenset()
        return own | (self.staff.municipalities(Permission.OUTREACH_REGISTER) if self.staff else frozenset())


def carries_cookie() -> bool:
    """Whether this browser was enrolled once, also when we do not know it any more."""
    return bool(cookies.kept(COOKIE))


def may_hold_records() -> bool:
    """Whether registrations may be kept in this browser, whatever it is: nothing may empty it."""
    return carries_cookie() or bool(cookies.kept(MARK))


def device_of_request() -> Device | None:
    """The enrolled device behind this request; None for one that was cut off, and for any other browser."""
    if "outreach_device" not in g:
        key = cookies.kept(COOKIE)
        g.outreach_device = device = queries.find_device_by_key(hash_of(key)) if key else None
        if device is not None:
            now, seen_at, device_id = clock.now(), device.seen_at, device.id
            if seen_at is None or seen_at.date() < now.date():
                keep(key)
            if seen_at is None or now - seen_at >= SEEN_EVERY:
                if_possible(lambda: mark_seen(device_id))
    found: Device | None = g.outreach_device
    return found


def staff_of_request() -> Actor | None:
    """The signed-in staff who may register somewhere, and there alone; None for anybody else."""
    if "outreach_staff" not in g:
        try:
            actor = resolve_staff().where(Permission.OUTREACH_REGISTER)
        except (NotSignedIn, FactorMissing):
            actor = Actor()
        g.outreach_staff = actor if actor.grants else None
    found: Actor | None = g.outreach_staff
    return found


def sender() -> Sender:
    """Who hands over; raises NoSender, which is answered by `{"error": "device"}`."""
    device, staff = device_of_request(), staff_of_request()
    if device is None and staff is None:
        raise NoSender
    return Sender(device, staff)


def keep(key: str) -> None:
    """Let the browser keep the key of its device, or forget it ("")."""
    g.outreach_key = key


def mark(*, may_hold: bool) -> None:
    """Let the browser keep that registrations may be in it, or that somebody says there are none."""
    g.outreach_mark = may_hold


@bp.after_request
def give_cookie(response: Response) -> Response:
    key: str | None = g.get("outreach_key")
    if key:
        cookies.give(response, COOKIE, key, lasts=LASTS, same_site="Strict")
    elif key is not None:
        cookies.take(response, COOKIE)
    may_hold: bool | None = g.get("outreach_mark")
    if may_hold:
        cookies.give(response, MARK, "1", lasts=LASTS, same_site="Strict")
    elif may_hold is not None:
        cookies.take(response, MARK)
    return response


@bp.errorhandler(NoSender)
def not_known(error: NoSender) -> tuple[Response, int]:
    return jsonify(error="device"), error.status
