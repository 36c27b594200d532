"""Reads: who stands before which screen, and the terminals of a municipality."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import load_only

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound
from app.core.permission import Permission
from app.kiosk.models import Terminal, TerminalSession, Visit
from app.network.models import Municipality, Notice
from app.skills.models import Inventory


@dataclass(frozen=True, slots=True)
class Presence:
    """What a kiosk page needs to know: the terminal, and the visit with its list and its call, if any."""

    terminal: Terminal
    municipality: Municipality
    visit: Visit | None
    inventory: Inventory | None
    notice: Notice | None


# Every screen begins with it: built once, it costs half of what it does when it is built each time.
_PRESENCE = (
    select(Terminal, Municipality, Visit, Inventory, Notice)
    .join(TerminalSession, TerminalSession.terminal_id == Terminal.id)
    .join(Municipality, Municipality.id == Terminal.municipality_id)
    .outerjoin(Visit, Visit.terminal_id == Terminal.id)
    .outerjoin(Inventory, Inventory.id == Visit.inventory_id)
    .outerjoin(Notice, Notice.id == Visit.notice_id)
    .where(
        TerminalSession.token_hash == bindparam("token_hash"),
        TerminalSession.ended_at.is_(None),
        Terminal.revoked_at.is_(None),
    )
    .options(
        load_only(Terminal.name, Terminal.place, Terminal.prints, Terminal.municipality_id),
        load_only(Municipality.name, Municipality.zone, Municipality.desk_phone, Municipality.desk_hours),
    )
)


def find_presence(token_hash: str, *, to_change: bool = False) -> Presence | None:
    """Everything by one joined query; None for a screen that is not connected.

    `to_change` makes a second request of the same terminal wait: two quick taps come one after the other.
    """
    if to_change:
        lock = select(TerminalSession.id).where(TerminalSession.token_hash == token_hash)
        db.session.execute(lock.with_for_update())
    row = db.session.execute(_PRESENCE, {"token_hash": token_hash}).first()
    return Presence(*row) if row else None


def list_terminals(actor: Actor) -> Sequence[Terminal]:
    """The terminals of the current municipality: those in use by name, revoked ones last."""
    actor.demand(Permission.TERMINAL_WRITE)
    query = select(Terminal).where(Terminal.municipality_id == actor.here())
    order = (Terminal.revoked_at.is_not(None), Terminal.name, Terminal.id)
    return db.session.scalars(query.order_by(*order)).all()


def get_terminal(actor: Actor, terminal_id: UUID) -> Terminal:
    """A terminal of a municipality whose terminals the actor looks after, locked for change."""
    terminal = db.session.get(Terminal, terminal_id, with_for_update=True)
    if terminal is None or not actor.may(Permission.TERMINAL_WRITE, terminal.municipality_id):
        raise NotFound
    return terminal


def find_terminal_by_code(code_hash: str) -> Terminal | None:
    """The terminal that waits for this enrolment code, while it is valid."""
    query = select(Terminal).where(
        Terminal.enrolment_hash == code_hash,
        Terminal.enrolment_until > clock.now(),
        Terminal.revoked_at.is_(None),
    )
    return db.session.scalars(query.with_for_update()).first()


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
    return db.session.scalars(query.with_for_update()).first()
