"""Why somebody's data is kept, rests or goes: keys, so that reasons can be counted."""

from datetime import timedelta

HOLD_REASONS = ("funded_operation", "court", "complaint", "other_law")
RESTRICTION_REASONS = ("accuracy", "unlawful", "claims", "objection")
"""Those of GDPR art. 18(1), in its order."""
ASKED_BY = ("person", "representative", "authority")
BY_MISTAKE = "by_mistake"
ERASURE_REASONS = ("asked_by_person", BY_MISTAKE, "no_longer_needed", "ordered")
NOT_REACHED = "not_reached"
TOLD_HOW = ("letter", "phone", "message", "in_person", NOT_REACHED)
WRITTEN = ("mail", "sms")
"""How they are told where they agreed to messages: by one that leaves with the announcement."""
WITHOUT_ACTIVITY, AGAIN = "without_activity", "erased_before"
"""Why the night erases: after a notice, and whoever was erased already and came back with a backup."""
NOTICE = timedelta(days=30)
FEWEST_TOGETHER = 5
LONGEST_WAIT = timedelta(days=31)
"""The night erases some together, so that what is left of one cannot be told from what is left of the others;
whoever is alone waits for others this long.
"""
