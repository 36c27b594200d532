"""Reads: who stands before which screen, and the terminals of a municipality."""

from collections.abc import Sequence
from dataclasses import fields
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.orm import joinedload

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, rows
from app.core.permission import Permission
from app.directory.index.models import DirectoryStamp
from app.kiosk.models import Terminal, TerminalSession, Visit
from app.kiosk.screen import Presence, SeenCall, SeenDesk, SeenList, SeenTerminal, SeenVisit
from app.network.models import Municipality, Notice
from app.people.models import Participant
from app.skills.models.catalogue import CatalogueVersion
from app.skills.models.inventory import Inventory, InventoryState

_MODELS = {
    SeenTerminal: Terminal,
    SeenDesk: Municipality,
    SeenVisit: Visit,
    SeenList: Inventory,
    SeenCall: Notice,
}
_COLUMNS = {seen: tuple(each.name for each in fields(seen)) for seen in _MODELS}
_started, _terminal, _place, _visit, _list, _call, _version, _stamp = (
    model.__table__
    for model in (
        TerminalSession,
        Terminal,
        Municipality,
        Visit,
        Inventory,
        Notice,
        CatalogueVersion,
        DirectoryStamp,
    )
)
_DIGEST = select(_version.c.digest).where(_version.c.id == 1).scalar_subquery()
# A list that was erased elsewhere, or whose person is protected by now, is not there any more.
_LIST_IS_THERE = and_(
    _list.c.state != InventoryState.ERASED,
    or_(
        _list.c.participant_id.is_(None),
        exists().where(Participant.id == _list.c.participant_id, Participant.sealed_at.is_(None)),
    ),
)
# Every screen begins with it: of the tables, and built once.
_PRESENCE = (
    select(
        *(_MODELS[seen].__table__.c[name] for seen in _MODELS for name in _COLUMNS[seen]),
        _DIGEST,
        _stamp.c.stamp,
    )
    .select_from(
        _started.join(_terminal, _terminal.c.id == _started.c.terminal_id)
        .join(_place, _place.c.id == _terminal.c.municipality_id)
        .outerjoin(_stamp, _stamp.c.municipality_id == _place.c.id)
        .outerjoin(_visit, _visit.c.terminal_id == _terminal.c.id)
        .outerjoin(_list, and_(_list.c.id == _visit.c.inventory_id, _LIST_IS_THERE))
        .outerjoin(_call, _call.c.id == _visit.c.notice_id)
    )
    .where(
        _started.c.token_hash == bindparam("token_hash"),
        _started.c.ended_at.is_(None),
        _terminal.c.revoked_at.is_(None),
    )
)
Seen = TypeVar("Seen", SeenTerminal, SeenDesk, SeenVisit, SeenList, SeenCall)


def find_presence(token_hash: str, *, to_change: bool = False) -> Presence | None:
    """Everything by one joined query; None for a screen that is not connected.

    `to_change` makes a second request of the same terminal wait: two quick taps come one after the other.
    """
    if to_change:
        lock = select(TerminalSession.id).where(TerminalSession.token_hash == token_hash)
        db.session.execute(lock.with_for_update())
    found = rows(_PRESENCE, token_hash=token_hash)
    if not found:
        return None
    values = iter(found[0])

    def read(seen: type[Seen]) -> Seen | None:
        part = [*islice(values, len(_COLUMNS[seen]))]
        return None if part[0] is None else seen(*part)

    terminal, desk = read(SeenTerminal), read(SeenDesk)
    assert terminal  # of these two the join is no outer one
    assert desk
    visit, inventory, notice = read(SeenVisit), read(SeenList), read(SeenCall)
    return Presence(terminal, desk, visit, inventory, notice, next(values) or "", next(values))


def find_visit(presence: Presence) -> Visit | None:
    """The row of the visit, to be changed."""
    return db.session.get(Visit, presence.visit.id) if presence.visit else None


def find_inventory(inventory_id: UUID) -> tuple[Inventory, Municipality] | None:
    """The row of a visit's list with its entries, and of the municipality that its papers name."""
    query = (
        select(Inventory, Municipality)
        .join(Municipality, Municipality.id == Inventory.municipality_id)
        .options(joinedload(Inventory.entries))
        .where(Inventory.id == inventory_id)
    )
    row = db.session.execute(query).unique().first()
    return (row[0], row[1]) if row else None


def list_terminals(actor: Actor) -> Sequence[Terminal]:
    """The terminals of the current municipality: those in use by name, revoked ones last."""
    actor.demand(Permission.TERMINAL_WRITE)
    query = select(Terminal).where(Terminal.municipality_id == actor.here())
    order = (Terminal.revoked_at.is_not(None), Terminal.name, Terminal.id)
    return db.session.scalars(query.order_by(*order)).all()


def kiosks_of(municipality_id: UUID) -> Sequence[tuple[str, str]]:
    """The kiosks of a municipality that are connected, by name, and where each stands; for everybody."""
    query = select(Terminal.name, Terminal.place).where(
        Terminal.municipality_id == municipality_id,
        Terminal.enrolled_at.is_not(None),
        Terminal.revoked_at.is_(None),
    )
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Terminal.name, Terminal.id))]


def get_terminal(actor: Actor, terminal_id: UUID) -> Terminal:
    """A terminal of a municipality whose terminals the actor looks after, locked for change."""
    return records.get(actor, Permission.TERMINAL_WRITE, Terminal, terminal_id, with_for_update=True)


def find_terminal_by_key(key_hash: str) -> Terminal | None:
    """The enrolled terminal whose launcher holds this key."""
    query = select(Terminal).where(Terminal.key_hash == key_hash, Terminal.revoked_at.is_(None))
    return db.session.scalars(query.with_for_update()).first()


def find_session_by_ticket(ticket_hash: str) -> TerminalSession | None:
    """The start that a ticket belongs to, while the ticket is valid and unused."""
    query = select(TerminalSession).where(
        TerminalSession.ticket_hash == ticket_hash,
        TerminalSession.ticket_until > clock.now(),
        TerminalSession.token_hash.is_(None),
        TerminalSession.ended_at.is_(None),
    )
    return db.session.scalars(query).first()
