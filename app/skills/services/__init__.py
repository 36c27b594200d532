"""Writes: lists from the first tap to the review, their entries, and the claim."""

from app.skills.services.claims import (
    AlreadyClaimed,
    CodeExpired,
    CodeUnknown,
    claim_inventory,
    open_by_code,
)
from app.skills.services.entries import (
    add_evidence,
    add_own_words,
    answer_card,
    confirm_entry,
    describe_entry,
    link_entry,
    remove_entry,
)
from app.skills.services.inventories import (
    code_of,
    erase_inventory,
    review_inventory,
    save_inventory,
    start_inventory,
)
from app.skills.services.paper import enter_paper
from app.skills.services.retention import erase_unclaimed, list_unclaimed

__all__ = [
    "AlreadyClaimed",
    "CodeExpired",
    "CodeUnknown",
    "add_evidence",
    "add_own_words",
    "answer_card",
    "claim_inventory",
    "code_of",
    "confirm_entry",
    "describe_entry",
    "enter_paper",
    "erase_inventory",
    "erase_unclaimed",
    "link_entry",
    "list_unclaimed",
    "open_by_code",
    "remove_entry",
    "review_inventory",
    "save_inventory",
    "start_inventory",
]
