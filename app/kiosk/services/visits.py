"""Visits: begun by a tap, kept alive by hands, erased at the end. None of it is audited: it is nobody's."""

from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.kiosk.models import Visit
from app.kiosk.seen import SeenTerminal
from app.network import services as network
from app.network.models import Notice
from app.skills import services as skills
from app.skills.models import Inventory, InventoryState

TEXT_SIZES = ("normal", "large", "largest")
AIDS = ("speech", "text", "contrast", "lower")
HELP = "help"


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
    """Start the list of this visit; the one that is there stays."""
    if visit.inventory_id is None:
        inventory = skills.start_inventory(
            actor, municipality_id=visit.municipality_id, language=visit.language, made_at="kiosk"
        )
        visit.inventory_id = inventory.id


def erase_list(actor: Actor, *, visit: Visit) -> None:
    """Erase the list and whatever code it has; the visit goes on."""
    inventory = _inventory(visit)
    visit.inventory_id = None
    db.session.flush()
    if inventory is not None:
        skills.erase_inventory(actor, inventory=inventory)


def call_person(actor: Actor, *, terminal: SeenTerminal, visit: Visit | None) -> Visit:
    """Ask for somebody of the office; a call that waits already is enough."""
    visit = visit or _begin(actor, terminal, actor.language)
    notice = db.session.get(Notice, visit.notice_id) if visit.notice_id else None
    if notice is None or not notice.is_open:
        place = " · ".join(filter(None, (terminal.name, terminal.place)))
        notice = network.raise_notice(
            actor,
            kind=HELP,
            place=place,
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
        network.withdraw_notice(actor, notice=notice)


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
        skills.erase_inventory(actor, inventory=inventory)


def erase_visit(actor: Actor, *, visit_id: UUID) -> None:
    """End a visit that nobody came back to; nothing where it has ended already."""
    visit = db.session.get(Visit, visit_id)
    if visit is not None:
        end_visit(actor, visit=visit)


def _begin(actor: Actor, terminal: SeenTerminal, language: str) -> Visit:
    actor.demand(Permission.INVENTORY_WRITE, terminal.municipality_id)
    now = clock.now()
    visit = Visit(
        id=new_id(),
        municipality_id=terminal.municipality_id,
        terminal_id=terminal.id,
        language=language,
        text_size=TEXT_SIZES[0],
        high_contrast=False,
        lower=False,
        speech=False,
        started_at=now,
        active_at=now,
    )
    db.session.add(visit)
    db.session.flush()
    return visit


def _inventory(visit: Visit) -> Inventory | None:
    return db.session.get(Inventory, visit.inventory_id) if visit.inventory_id else None
