"""Writes about participants: the record, contacts, consents, sealing, the support team."""

from app.people.services.consents import (
    RecipientMissing,
    UnknownPurpose,
    give_consent,
    refuse_consent,
    withdraw_consent,
)
from app.people.services.contacts import add_contact, open_contacts, remove_contact
from app.people.services.records import create_participant, edit_participant, keep, touch
from app.people.services.sealing import (
    LastOfTeam,
    UnknownReason,
    add_to_team,
    open_sealed,
    remove_from_team,
    seal,
    unseal,
)

__all__ = [
    "LastOfTeam",
    "RecipientMissing",
    "UnknownPurpose",
    "UnknownReason",
    "add_contact",
    "add_to_team",
    "create_participant",
    "edit_participant",
    "give_consent",
    "keep",
    "open_contacts",
    "open_sealed",
    "refuse_consent",
    "remove_contact",
    "remove_from_team",
    "seal",
    "touch",
    "unseal",
    "withdraw_consent",
]
