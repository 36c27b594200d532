"""Visits: begun by a tap, kept alive by hands, erased at the end.

None of it is audited, for it is nobody's; but that a kept list was opened by its code is.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from app.core import clock, records, throttle
from app.core.actor import Actor
from app.core.db import db
from app.core.permission import Permission
from app.core.unit_of_work import afterwards
from app.kiosk.models import Visit, VisitEnrolment
from app.kiosk.screen import SeenTerminal, SeenVisit
from app.network.desk import desk_at
from app.network.models import Notice
from app.network.operations.notices import raise_notice, withdraw_notice
from app.network.queries import get_municipality
from app.skills import codes
from app.skills.models.inventory import Inventory, InventoryState
from app.skills.operations.claims import CodeUnknown
from app.skills.operations.inventories import erase_inventory, start_inventory

TEXT_SIZES = ("normal", "large", "largest")
AIDS = ("speech", "text", "contrast", "lower")
HELP = "help"
LISTS_AN_HOUR, CALLS_AN_HOUR = 60, 60
"""One a minute at a terminal, more than people can: an empty row stays of each list, and of each call."""
WRONG_CODES = "wrong codes of a visit"


def choose_language(actor: Actor, *, terminal: SeenTerminal, visit: Visit | None, language: str) -> Visit:
    """Speak this language from now on; begins the visit where there is none."""
    if visit is None:
        return _begin(actor, terminal, language)
    visit.language = language
    inventory = _inventory(visit)
    if inventory is not None and inventory.state == InventoryState.DRAFT:
        inventory.language = language
    return visit


def set_aid(actor: Actor, *, terminal: SeenTerminal, visit: Visit | None, aid: str) -> Visit:
    """Take a display aid one step on: text normal → large → largest → normal, the others on and off."""
    visit = visit or _begin(actor, terminal, actor.language)
    if aid == "text":
        at = TEXT_SIZES.index(visit.text_size)
        visit.text_size = TEXT_SIZES[(at + 1) % len(TEXT_SIZES)]
    elif aid == "contrast":
        visit.high_contrast = not visit.high_contrast
    elif aid == "lower":
        visit.lower = not visit.lower
    elif aid == "speech":
        visit.speech = not visit.speech
    return visit


def begin_inventory(actor: Actor, *, visit: Visit) -> None:
    """Start the list of this visit; one that the visitor may change stays. Raises Throttled."""
    own = _inventory(visit)
    if own is None or own.state not in {InventoryState.DRAFT, InventoryState.SAVED}:
        throttle.use("inventory", visit.terminal_id, LISTS_AN_HOUR)
        inventory = start_inventory(
            actor, municipality_id=visit.municipality_id, language=visit.language, origin="kiosk"
        )
        visit.inventory_id = inventory.id


@contextmanager
def trying_a_code(visit: SeenVisit) -> Iterator[None]:
    """Around what opens by a code: 20 wrong ones a visit, besides those of the terminal. Raises Throttled."""
    throttle.check_in_all(WRONG_CODES, visit.id, codes.WRONG_TRIES_A_VISIT)
    try:
        yield
    except CodeUnknown:
        afterwards(lambda: throttle.count(WRONG_CODES, visit.id))
        raise


def open_list(actor: Actor, *, visit: Visit, inventory: Inventory) -> None:
    """Go on with a list that was opened by its code; one that was begun here and not kept is erased."""
    begun = _inventory(visit)
    visit.inventory_id = inventory.id
    db.session.flush()
    if begun is not None and begun.state == InventoryState.DRAFT:
        erase_inventory(actor, inventory=begun)
    records.record(actor, "opened_by_code", inventory)


def erase_list(actor: Actor, *, visit: Visit) -> None:
    """Erase the list and whatever code it has; the visit goes on."""
    inventory = _inventory(visit)
    visit.inventory_id = None
    db.session.flush()
    if inventory is not None:
        erase_inventory(actor, inventory=inventory)


def call_person(actor: Actor, *, terminal: SeenTerminal, visit: Visit | None) -> Visit:
    """Ask for somebody of the office; a call that waits already is enough. Raises Throttled.

    Nobody is called while the desk is closed: the call would be found when the person is long gone.
    """
    visit = visit or _begin(actor, terminal, actor.language)
    notice = db.session.get(Notice, visit.notice_id) if visit.notice_id else None
    is_closed = desk_at(get_municipality(terminal.municipality_id), clock.now()).is_closed
    if not is_closed and (notice is None or not notice.is_open):
        throttle.use("call", terminal.id, CALLS_AN_HOUR)
        notice = raise_notice(
            actor,
            kind=HELP,
            place=" · ".join(filter(None, (terminal.name, terminal.place))),
            language=visit.language,
            municipality_id=terminal.municipality_id,
        )
        db.session.flush()
        visit.notice_id = notice.id
    return visit


def withdraw_call(actor: Actor, *, visit: Visit) -> None:
    """Take the call back; nothing happens to one that was answered."""
    notice = db.session.get(Notice, visit.notice_id) if visit.notice_id else None
    visit.notice_id = None
    if notice is not None and notice.is_open:
        withdraw_notice(actor, notice=notice)


def keep_enrolments(visit: SeenVisit, *, municipality_id: UUID, enrolment_ids: Iterable[UUID]) -> None:
    """Show these enrolments from now on, until the visit ends."""
    for each in enrolment_ids:
        if db.session.get(VisitEnrolment, (visit.id, each)) is None:
            row = VisitEnrolment(visit_id=visit.id, enrolment_id=each, municipality_id=municipality_id)
            db.session.add(row)
            db.session.flush()


def touch_visit(visit_id: UUID) -> None:
    """Note that somebody reads; nothing where the visit has ended in the meantime."""
    visit = db.session.get(Visit, visit_id)
    if visit is not None:
        visit.active_at = clock.now()


def end_visit(actor: Actor, *, visit: Visit) -> None:
    """Leave nothing behind: the visit goes, and the list unless it was saved under a code."""
    inventory = _inventory(visit)
    db.session.delete(visit)
    db.session.flush()
    if inventory is not None and inventory.state == InventoryState.DRAFT:
        erase_inventory(actor, inventory=inventory)


def erase_visit(actor: Actor, *, visit_id: UUID) -> None:
    """End a visit that nobody came back to; nothing where it has ended already."""
    visit = db.session.get(Visit, visit_id)
    if visit is not None:
        end_visit(actor, visit=visit)


def _begin(actor: Actor, terminal: SeenTerminal, language: str) -> Visit:
    actor.demand(Permission.INVENTORY_WRITE, terminal.municipality_id)
    visit = Visit(
        municipality_id=terminal.municipality_id,
        terminal_id=terminal.id,
        language=language,
        active_at=clock.now(),
    )
    db.session.add(visit)
    db.session.flush()
    return visit


def _inventory(visit: Visit) -> Inventory | None:
    return db.session.get(Inventory, visit.inventory_id) if visit.inventory_id else None
