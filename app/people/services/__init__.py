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
from app.people.services.unverified import Merged, create_unverified, merge_unverified, merged, verify

__all__ = [
    "LastOfTeam",
    "Merged",
    "RecipientMissing",
    "UnknownPurpose",
    "UnknownReason",
    "add_contact",
    "add_to_team",
    "create_participant",
    "create_unverified",
    "edit_participant",
    "give_consent",
    "keep",
    "merge_unverified",
    "merged",
    "open_contacts",
    "open_sealed",
    "refuse_consent",
    "remove_contact",
    "remove_from_team",
    "seal",
    "touch",
    "unseal",
    "verify",
    "withdraw_consent",
]
