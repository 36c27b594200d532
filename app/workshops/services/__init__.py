"""Writes of workshops."""

from app.workshops.services.copies import appointments_from, duplicate_workshop
from app.workshops.services.enrolments import ClosedForEnrolment, Wishes, confirm_request, enrol
from app.workshops.services.feeds import make_feed, revoke_feed
from app.workshops.services.funders import add_funder, raise_funder, remove_funder
from app.workshops.services.headcounts import count_heads
from app.workshops.services.leaving import UnknownReason, cancel, cancel_by_person
from app.workshops.services.lists import keep_lists
from app.workshops.services.places import PlaceFacts, create_place, edit_place, restore_place, retire_place
from app.workshops.services.proposals import NotTaught, accept_proposal, decline_proposal, propose_session
from app.workshops.services.reminders import remind
from app.workshops.services.series import (
    Plan,
    cancel_workshop,
    create_workshop,
    edit_workshop,
    end_workshop,
    open_workshop,
    set_competences,
    set_texts,
    start_workshop,
)
from app.workshops.services.sessions import (
    Appointment,
    EndsTooEarly,
    SeriesIsOver,
    add_session,
    add_sessions,
    cancel_session,
    edit_session,
    hold_session,
    restore_session,
)
from app.workshops.services.signing_up import (
    code_of,
    open_by_code,
    sign_up_by_name,
    sign_up_with_code,
    sign_up_with_list,
)
from app.workshops.services.unverified import is_new_person, is_same_person
from app.workshops.services.waiting import (
    NobodyWaits,
    NotOffered,
    StillTimeToAnswer,
    accept,
    extend,
    give_up,
    may_pass_on,
    note_reached,
    note_try,
    offer_free_places,
    pass_on,
)

__all__ = [
    "Appointment",
    "ClosedForEnrolment",
    "EndsTooEarly",
    "NobodyWaits",
    "NotOffered",
    "NotTaught",
    "PlaceFacts",
    "Plan",
    "SeriesIsOver",
    "StillTimeToAnswer",
    "UnknownReason",
    "Wishes",
    "accept",
    "accept_proposal",
    "add_funder",
    "add_session",
    "add_sessions",
    "appointments_from",
    "cancel",
    "cancel_by_person",
    "cancel_session",
    "cancel_workshop",
    "code_of",
    "confirm_request",
    "count_heads",
    "create_place",
    "create_workshop",
    "decline_proposal",
    "duplicate_workshop",
    "edit_place",
    "edit_session",
    "edit_workshop",
    "end_workshop",
    "enrol",
    "extend",
    "give_up",
    "hold_session",
    "is_new_person",
    "is_same_person",
    "keep_lists",
    "make_feed",
    "may_pass_on",
    "note_reached",
    "note_try",
    "offer_free_places",
    "open_by_code",
    "open_workshop",
    "pass_on",
    "propose_session",
    "raise_funder",
    "remind",
    "remove_funder",
    "restore_place",
    "restore_session",
    "retire_place",
    "revoke_feed",
    "set_competences",
    "set_texts",
    "sign_up_by_name",
    "sign_up_with_code",
    "sign_up_with_list",
    "start_workshop",
]
