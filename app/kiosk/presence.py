"""Who stands before the screen: the terminal of a request, its visit, and the end of a visit."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import Response, current_app, g, render_template, request, session

from app.core import clock, cookies, i18n
from app.core.actor import Actor, ActorKind
from app.core.errors import DomainError, Forbidden
from app.core.http import here, local_path, see_other
from app.core.links import hash_of
from app.core.unit_of_work import afterwards, if_possible, writes
from app.kiosk import idle, queries
from app.kiosk.blueprint import bp
from app.kiosk.frame import Aids, Call, Frame, part
from app.kiosk.models import Visit
from app.kiosk.operations.visits import erase_visit, keep_enrolments, touch_visit
from app.kiosk.own_enrolments import Standing
from app.kiosk.permissions import TERMINAL_MAY
from app.kiosk.screen import Presence, SeenList, SeenVisit
from app.network.queries import know_zones
from app.outreach.devices.presence import may_hold_records
from app.skills.codes import ClaimCode
from app.skills.models.inventory import Inventory
from app.skills.operations.inventories import code_of
from app.skills.queries.catalogue import catalogue_at
from app.skills.scales import FREQUENCY_WORDS
from app.skills.snapshot import Catalogue

QUIET = frozenset({"kiosk.still_there", "kiosk.expiry", "kiosk.call", "kiosk.activity"})
"""Pages that refresh by themselves (or count by themselves): looking at them is no activity."""

COOKIE = "terminal"
REPEAT = 1 / 3
"""Seconds within which another tap at the same spot is none."""


class NotConnected(Forbidden):
    """The browser belongs to no enrolled terminal."""


class VisitOver(DomainError):
    """The page belongs to a visit that has ended."""


class NoList(DomainError):
    """The page needs a list: none was begun, or the office has received it."""


def resolve_terminal() -> Actor:
    """The terminal behind the request and its visit; raises NotConnected.

    A visit past its limit is erased before anything of it is shown.
    """
    unsafe = writes()
    token = cookies.kept(COOKIE)
    found = queries.find_presence(hash_of(token), to_change=unsafe) if token else None
    if found is None:
        raise NotConnected
    actor = _actor(found)
    g.presence, g.zone = found, found.desk.zone
    know_zones({actor.here(): found.desk.zone})
    visit = found.visit
    if visit is None:
        i18n.use(i18n.MAIN)
        return actor
    if idle.is_over(visit, found.inventory, found.notice, clock.now()):
        return _end_forgotten(actor, found, visit, unsafe=unsafe)
    i18n.use(visit.language)
    _count_activity(visit, unsafe=unsafe)
    return actor


def is_terminal() -> bool:
    """Whether this browser is that of an enrolled terminal."""
    token = cookies.kept(COOKIE)
    return bool(token) and queries.find_presence(hash_of(token)) is not None


def _actor(found: Presence) -> Actor:
    where = found.terminal.municipality_id
    return Actor(
        kind=ActorKind.TERMINAL,
        id=found.terminal.id,
        name=found.terminal.name,
        language=found.visit.language if found.visit else i18n.MAIN,
        municipality_id=where,
        grants={where: TERMINAL_MAY},
    )


def _end_forgotten(actor: Actor, found: Presence, visit: SeenVisit, *, unsafe: bool) -> Actor:
    visit_id = visit.id
    keep = afterwards if unsafe else if_possible  # whoever looks next ends it, if it cannot be written now
    keep(lambda: erase_visit(actor, visit_id=visit_id))
    g.presence = replace(found, visit=None, inventory=None, notice=None)
    forget()
    i18n.use(i18n.MAIN)
    if unsafe:
        raise VisitOver
    return actor


def _count_activity(visit: SeenVisit, *, unsafe: bool) -> None:
    told = timedelta(seconds=idle.TOLD_EVERY)
    if unsafe:
        touch_visit(visit.id)
    elif request.endpoint not in QUIET and abs(clock.now() - visit.active_at) > told:
        if_possible(lambda: touch_visit(visit.id))


def presence() -> Presence:
    """What `resolve_terminal` found for this request."""
    found: Presence = g.presence
    return found


def visit() -> SeenVisit:
    """The visit of this request; VisitOver when there is none, which leads to the home."""
    found = presence().visit
    if found is None:
        raise VisitOver
    return found


def visit_row() -> Visit:
    """The row of the visit, to be changed; VisitOver when there is none."""
    found = queries.find_visit(presence())
    if found is None:
        raise VisitOver
    return found


def today() -> date:
    """The day it is where the terminal stands."""
    return clock.today(presence().desk.zone)


def is_repeat(answer: str, asked: object) -> bool:
    """Whether the same answer was given to another question a moment ago: the second tap at one spot, and
    each that follows it as fast, was meant for the screen that stood there before. With scripts it is not
    even sent (js/taps.js).
    """
    now = clock.now().timestamp()
    told, of, at = session.get("answered", ("", "", 0))
    is_one = told == answer and of != str(asked) and 0 <= now - at < REPEAT
    session["answered"] = [answer, of if is_one else str(asked), now]
    return bool(is_one)


def own() -> SeenList:
    """How far the list of this visit is; NoList when there is none."""
    visit()
    found = presence().inventory
    if found is None:
        raise NoList
    return found


def list_id(*, to_change: bool = False) -> UUID:
    """The list of this visit; NoList when there is none, or when it is to be changed and cannot."""
    found = own()
    if to_change and not found.may_change:
        raise NoList
    return found.id


def inventory(*, to_change: bool = False) -> Inventory:
    """The row of `list_id`, to be changed or read whole."""
    wanted = list_id(to_change=to_change)
    if "list_rows" not in g:  # kept for the session: it forgets a row that nobody holds
        g.list_rows = queries.find_inventory(wanted)
    if g.list_rows is None:
        raise NoList
    found: Inventory = g.list_rows[0]
    return found


def catalogue() -> Catalogue:
    """The competences and contexts; `skills.catalogue` without its query, which the presence has made."""
    return catalogue_at(presence().catalogue)


def back() -> str:
    """Where a person was when they tapped something that is on every screen."""
    target = local_path(request.values.get("back")) or ""
    return target if target.startswith("/kiosk/") else "/kiosk/"


def way_back() -> str | None:
    """As `back`, where the request names it; None where it does not."""
    return back() if "back" in request.values else None


def saved_code() -> ClaimCode:
    """The code of this visit's saved list; NoList where it was not saved."""
    if not own().is_saved:
        raise NoList
    return code_of(inventory())


def standing() -> Standing:
    """Whose enrolments are shown; VisitOver when nobody is there."""
    found = presence().inventory
    return Standing(visit().id, found.id if found else None)


def keep(enrolment_ids: Iterable[UUID]) -> None:
    """Show these enrolments until the visit ends."""
    where = presence().terminal.municipality_id
    keep_enrolments(visit(), municipality_id=where, enrolment_ids=enrolment_ids)


def forget() -> None:
    """Empty what the browser keeps of a visit; the terminal's own cookie stays.

    The session goes at once: the forms of this very answer need the token of the next one.
    """
    session.clear()
    g.visit_ended = True


@bp.after_request
def forget_ended_visit(response: Response) -> Response:
    if g.get("visit_ended") and not may_hold_records():  # they lie in the browser's storage
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.errorhandler(NotConnected)
def not_connected(_error: NotConnected) -> Response:
    return current_app.make_response((render_template("kiosk/not_connected.html"), 403))


@bp.errorhandler(VisitOver)
def visit_over(_error: VisitOver) -> Response:
    if g.get("visit_ended"):
        forget()  # once more: what a failed request did to the session was taken back
    return see_other("kiosk.home")


@bp.errorhandler(NoList)
def no_list(_error: NoList) -> Response:
    return see_other("kiosk.own_list" if presence().inventory else "kiosk.home")


@bp.app_context_processor
def screen_context() -> dict[str, Any]:
    """What every screen and its frame show: aids, the call, how long it waits, where it stands."""
    found: Presence | None = g.get("presence")
    if found is None:
        return {}
    place = request.path if writes() else here()
    aids, call = Aids.of(found.visit), Call(bool(found.notice and found.notice.is_open))
    around = Frame(i18n.current().code, aids, found.visit is not None, call, request.script_root)
    return {
        "screen_layout": "kiosk/_screen.html",
        "frame": around.pieces,
        "part": part,
        "frequencies": FREQUENCY_WORDS,
        "aids": aids,
        "visit": found.visit,
        "belongs_to": found.visit.id if found.visit else "",
        "call": found.notice,
        "terminal": found.terminal,
        "desk": found.desk,
        "here": place,
        "back_here": f"?back={quote(place)}",
        "wait": lambda seconds: idle.wait(seconds, found.notice),
        "grace": idle.GRACE,
        "idle": idle,
    }
