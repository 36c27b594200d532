"""Writes: terminals from enrolment to revocation, and visits from the first tap to the end."""

from app.kiosk.services.terminals import (
    CodeNotKnown,
    KeyNotKnown,
    TicketNotValid,
    add_terminal,
    enrol,
    open_session,
    renew_code,
    revoke_terminal,
    start,
    trade_ticket,
)
from app.kiosk.services.visits import (
    begin_inventory,
    call_person,
    choose_language,
    end_visit,
    erase_list,
    erase_visit,
    set_aid,
    touch_visit,
    withdraw_call,
)

__all__ = [
    "CodeNotKnown",
    "KeyNotKnown",
    "TicketNotValid",
    "add_terminal",
    "begin_inventory",
    "call_person",
    "choose_language",
    "end_visit",
    "enrol",
    "erase_list",
    "erase_visit",
    "open_session",
    "renew_code",
    "revoke_terminal",
    "set_aid",
    "start",
    "touch_visit",
    "trade_ticket",
    "withdraw_call",
]
