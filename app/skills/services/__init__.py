"""Writes: lists from the first tap to the review, their entries, and the claim."""

from app.skills.services.claims import (
    AlreadyClaimed,
    CodeExpired,
    CodeUnknown,
    HandedOver,
    check_tries,
    claim_inventory,
    find_by_code,
    handed_over,
    is_over,
    open_by_code,
    refuse_code,
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
    Erased,
    code_of,
    erase_inventory,
    erased,
    keep_inventory,
    review_inventory,
    save_inventory,
    start_inventory,
)
from app.skills.services.learning import LearningTrace, trace_learning
from app.skills.services.paper import enter_paper
from app.skills.services.retention import erase_unclaimed, list_unclaimed

__all__ = [
    "AlreadyClaimed",
    "CodeExpired",
    "CodeUnknown",
    "Erased",
    "HandedOver",
    "LearningTrace",
    "add_evidence",
    "add_own_words",
    "answer_card",
    "check_tries",
    "claim_inventory",
    "code_of",
    "confirm_entry",
    "describe_entry",
    "enter_paper",
    "erase_inventory",
    "erase_unclaimed",
    "erased",
    "find_by_code",
    "handed_over",
    "is_over",
    "keep_inventory",
    "link_entry",
    "list_unclaimed",
    "open_by_code",
    "refuse_code",
    "remove_entry",
    "review_inventory",
    "save_inventory",
    "start_inventory",
    "trace_learning",
]
