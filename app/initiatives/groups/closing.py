"""What is still open of an initiative, or of a member, when it is to end: whoever keeps such things says it.

    Hanging(open_of, open_of_member)        in feature.py

Nothing is closed in silence: what is open is told, and somebody decides with a note.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.feature import declared

Find = Callable[[UUID], Sequence[str]]


def nothing(_thing_id: UUID) -> Sequence[str]:
    """Nothing is kept of it."""
    return ()


@dataclass(frozen=True, slots=True)
class Hanging:
    """By the id of an initiative, and of a member, what is open, each in a sentence."""

    of_initiative: Find
    of_member: Find = nothing


def open_of(initiative_id: UUID) -> list[str]:
    """All that is open of an initiative."""
    return [said for each in declared(Hanging) for said in each.of_initiative(initiative_id)]


def open_of_member(member_id: UUID) -> list[str]:
    """All that is open of somebody's place in an initiative."""
    return [said for each in declared(Hanging) for said in each.of_member(member_id)]
