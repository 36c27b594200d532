"""Writes of workshops."""

from app.workshops.services.places import PlaceFacts, create_place, edit_place, restore_place, retire_place
from app.workshops.services.series import (
    Plan,
    cancel_workshop,
    create_workshop,
    edit_workshop,
    end_workshop,
    open_workshop,
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

__all__ = [
    "Appointment",
    "EndsTooEarly",
    "PlaceFacts",
    "Plan",
    "SeriesIsOver",
    "add_session",
    "add_sessions",
    "cancel_session",
    "cancel_workshop",
    "create_place",
    "create_workshop",
    "edit_place",
    "edit_session",
    "edit_workshop",
    "end_workshop",
    "hold_session",
    "open_workshop",
    "restore_place",
    "restore_session",
    "retire_place",
    "start_workshop",
]
