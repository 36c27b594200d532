"""Which state of an entry may follow which, and why one goes back (domain: states, reasons are catalogue)."""

from app.core.states import Table
from app.directory.models import ServiceState as S

SERVICE: Table = {
    S.DRAFT: frozenset({S.PROPOSED, S.ARCHIVED}),
    S.PROPOSED: frozenset({S.DRAFT, S.PUBLISHED, S.ARCHIVED}),
    S.PUBLISHED: frozenset({S.SUSPENDED, S.ARCHIVED}),
    S.SUSPENDED: frozenset({S.DRAFT, S.PUBLISHED, S.ARCHIVED}),
    S.ARCHIVED: frozenset({S.DRAFT}),
}

RETURN_REASONS = ("incomplete", "unclear", "wrong", "twice", "other")
"""Why a proposal goes back to its author."""
SUSPEND_REASONS = ("closed_for_now", "no_places", "being_checked", "nobody_answers", "other")
"""Why a service is not shown for a while."""
ARCHIVE_REASONS = ("ended", "merged", "twice", "moved_away", "other")
"""Why a service is shown no more."""
REASONS = {S.DRAFT: RETURN_REASONS, S.SUSPENDED: SUSPEND_REASONS, S.ARCHIVED: ARCHIVE_REASONS}
