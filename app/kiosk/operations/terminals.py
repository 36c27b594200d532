"""Terminals: enrolled with a one-time code, started with a key, revoked."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import update

from app.core import clock, records, throttle
from app.core.actor import Actor
from app.core.db import db
from app.core.enrolling import WRONG_TRIES_AN_HOUR, cut_off, issue_code, trade_code
from app.core.errors import DomainError
from app.core.links import hash_of, new_token
from app.core.permission import Permission
from app.core.unit_of_work import afterwards
from app.kiosk import queries
from app.kiosk.models import Terminal, TerminalSession

TICKET_LASTS = timedelta(seconds=60)


class KeyNotKnown(DomainError):
    """No enrolled terminal has this key."""

    status = 403


class TicketNotValid(DomainError):
    """The start ticket was used, is too old, or never existed."""

    status = 404


def add_terminal(
    actor: Actor, *, terminal_id: UUID, municipality_id: UUID, name: str, place: str, prints: bool
) -> str:
    """A new terminal; returns its enrolment code of nine digits, which is not kept."""
    actor.demand(Permission.TERMINAL_WRITE, municipality_id)
    terminal = Terminal(
        id=terminal_id,
        municipality_id=municipality_id,
        name=name,
        place=place,
        prints=prints,
    )
    code = issue_code(terminal)
    db.session.add(terminal)
    db.session.flush()
    records.record(actor, "added", terminal, ("name", "place", "prints"))
    return code


def renew_code(actor: Actor, *, terminal: Terminal) -> str:
    """A new enrolment code for a terminal. What is connected stays so until the code is used."""
    actor.demand(Permission.TERMINAL_WRITE, terminal.municipality_id)
    code = issue_code(terminal)
    records.record(actor, "code", terminal)
    return code


def revoke_terminal(actor: Actor, *, terminal: Terminal) -> None:
    """End a terminal for good: its key and every connected browser stop working at once."""
    actor.demand(Permission.TERMINAL_WRITE, terminal.municipality_id)
    if cut_off(terminal):
        _end_sessions(terminal)
        records.record(actor, "revoked", terminal)


def enrol(actor: Actor, *, code: str, address: str) -> tuple[Terminal, str]:
    """Trade the one-time code for the terminal's key; `address` is where the try came from.

    Raises CodeNotKnown, and Throttled after twenty wrong tries an hour from one address.
    """
    terminal, key = trade_code(Terminal, code=code, bucket="terminal.enrolment", address=address)
    _end_sessions(terminal)
    records.record(actor, "enrolled", terminal)
    return terminal, key


def start(actor: Actor, *, key: str, address: str) -> tuple[Terminal, str]:
    """A ticket for the browser that the launcher opens next, valid for 60 seconds, once.

    Raises KeyNotKnown, or Throttled after twenty of those an hour from one address. A right key is never
    refused: there is nothing to guess in it, and a whole building has one address.
    """
    terminal = queries.find_terminal_by_key(hash_of(key))
    if terminal is None:
        afterwards(lambda: throttle.count("terminal.start", address))
        throttle.check("terminal.start", address, WRONG_TRIES_AN_HOUR)
        raise KeyNotKnown
    ticket = new_token()
    _add_session(terminal, ticket_hash=hash_of(ticket))
    terminal.seen_at = clock.now()
    records.record(actor, "started", terminal)
    return terminal, ticket


def trade_ticket(actor: Actor, *, ticket: str) -> str:
    """The token of the browser's cookie for a start ticket; older browsers of the terminal are let go."""
    found = queries.find_session_by_ticket(hash_of(ticket))
    if found is None:
        raise TicketNotValid
    # The terminal first, as whoever enrols or starts it does: two tickets would wait for each other.
    terminal = db.session.get_one(Terminal, found.terminal_id, with_for_update=True)
    session = queries.find_session_by_ticket(hash_of(ticket))
    if session is None:
        raise TicketNotValid
    _end_sessions(terminal, besides=session.id)
    token = new_token()
    session.ticket_hash, session.token_hash = None, hash_of(token)
    records.record(actor, "connected", terminal)
    return token


def open_session(actor: Actor, *, terminal: Terminal) -> str:
    """The token for a device without launcher, whose own browser has just enrolled."""
    token = new_token()
    _add_session(terminal, token_hash=hash_of(token))
    terminal.seen_at = clock.now()
    records.record(actor, "connected", terminal)
    return token


def _add_session(terminal: Terminal, **hashes: str) -> None:
    session = TerminalSession(
        municipality_id=terminal.municipality_id,
        terminal_id=terminal.id,
        ticket_until=clock.now() + TICKET_LASTS,
        **hashes,
    )
    db.session.add(session)


def _end_sessions(terminal: Terminal, *, besides: UUID | None = None) -> None:
    query = update(TerminalSession).where(
        TerminalSession.terminal_id == terminal.id, TerminalSession.ended_at.is_(None)
    )
    if besides is not None:
        query = query.where(TerminalSession.id != besides)
    db.session.execute(query.values(ended_at=clock.now()))
