"""Who stands before the screen: the terminal of a request, its visit, and the end of a visit."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response, current_app, g, render_template, request, session

from app.accounts.tokens import hash_of
from app.core import clock, i18n
from app.core.actor import Actor, ActorKind
from app.core.errors import DomainError, Forbidden
from app.core.http import here, local_path, see_other
from app.core.unit_of_work import SAFE_METHODS, afterwards
from app.kiosk import idle, queries, services
from app.kiosk.models import Visit
from app.kiosk.permissions import TERMINAL_MAY
from app.kiosk.seen import Presence, SeenVisit
from app.kiosk.views.blueprint import bp
from app.network.queries import know_zones
from app.skills import queries as skills
from app.skills.models import Inventory, InventoryState
from app.skills.snapshot import Catalogue

QUIET = frozenset({"kiosk.still_there", "kiosk.expiry", "kiosk.call", "kiosk.activity"})
"""Pages that refresh by themselves (or count by themselves): looking at them is no activity."""


class NotConnected(Forbidden):
    """The browser belongs to no enrolled terminal."""


class VisitOver(DomainError):
    """The page belongs to a visit that has ended."""


class NoList(DomainError):
    """The page needs a list, and none was begun."""


@dataclass(frozen=True, slots=True)
class Aids:
    """The display aids as the layout reads them."""

    text: str = "normal"
    contrast: bool = False
    lower: bool = False
    speech: bool = False

    @classmethod
    def of(cls, visit: SeenVisit | None) -> "Aids":
        return cls(visit.text_size, visit.high_contrast, visit.lower, visit.speech) if visit else cls()


def cookie_name() -> str:
    """The terminal's cookie; `__Host-` wherever cookies can be secure."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-terminal" if secure else "terminal"


def resolve_terminal() -> Actor:
    """The terminal behind the request and its visit; raises NotConnected.

    A visit past its limit is erased before anything of it is shown.
    """
    unsafe = request.method not in SAFE_METHODS
    token = request.cookies.get(cookie_name(), "")
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
    afterwards(lambda: services.erase_visit(actor, visit_id=visit_id))
    g.presence = replace(found, visit=None, inventory=None, notice=None)
    forget()
    i18n.use(i18n.MAIN)
    if unsafe:
        raise VisitOver
    return actor


def _count_activity(visit: SeenVisit, *, unsafe: bool) -> None:
    told = timedelta(seconds=idle.TOLD_EVERY)
    if unsafe:
        services.touch_visit(visit.id)
    elif request.endpoint not in QUIET and clock.now() - visit.active_at > told:
        afterwards(lambda: services.touch_visit(visit.id))


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


def list_id(*, draft: bool = False) -> UUID:
    """The list of this visit; NoList when none was begun, or when it must still be open and is not."""
    visit()
    found = presence().inventory
    if found is None or (draft and found.state != InventoryState.DRAFT):
        raise NoList
    return found.id


def inventory(*, draft: bool = False) -> Inventory:
    """The row of `list_id`, to be changed or read whole."""
    wanted = list_id(draft=draft)
    if "list_rows" not in g:  # kept for the session: it forgets a row that nobody holds
        g.list_rows = queries.find_inventory(wanted)
    if g.list_rows is None:
        raise NoList
    found: Inventory = g.list_rows[0]
    return found


def catalogue() -> Catalogue:
    """The competences and contexts; `skills.catalogue` without its query, which the presence has made."""
    return skills.catalogue_at(presence().catalogue)


def back() -> str:
    """Where a person was when they tapped something that is on every screen."""
    target = local_path(request.values.get("back"))
    return target if target and target.startswith("/kiosk") else "/kiosk/"


def forget() -> None:
    """Empty what the browser keeps of a visit; the terminal's own cookie stays.

    The session goes at once: the forms of this very answer need the token of the next one.
    """
    session.clear()
    g.visit_ended = True


@bp.after_request
def forget_ended_visit(response: Response) -> Response:
    if g.get("visit_ended"):
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.errorhandler(NotConnected)
def not_connected(_error: NotConnected) -> Response:
    return current_app.make_response((render_template("kiosk/not_connected.html"), 403))


@bp.errorhandler(VisitOver)
def visit_over(_error: VisitOver) -> Response:
    return see_other("kiosk.home")


@bp.errorhandler(NoList)
def no_list(_error: NoList) -> Response:
    return see_other("kiosk.home")


@bp.app_context_processor
def screen_context() -> dict[str, Any]:
    """What the frame of every screen shows: aids, the call, how long it waits, where it stands."""
    found: Presence | None = g.get("presence")
    if found is None:
        return {}
    return {
        "screen_layout": "kiosk/_screen.html",
        "aids": Aids.of(found.visit),
        "visit": found.visit,
        "call": found.notice,
        "terminal": found.terminal,
        "desk": found.desk,
        "here": here() if request.method in SAFE_METHODS else request.path,
        "wait": lambda seconds: idle.wait(seconds, found.notice),
        "grace": idle.GRACE,
        "idle": idle,
    }
