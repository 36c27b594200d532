"""How a step stands, computed from what it points to and from its days; nobody sets it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    LATE = "late"
    DONE = "done"
    SET_ASIDE = "set_aside"


def standing(done: Sequence[bool], due_on: date | None, today: date, *, is_set_aside: bool) -> Standing:
    """Of what a step points to, `done` says of each thing whether it is.

    Nothing pointed to is not begun; all of it done is done, also after the day; else the day decides.
    """
    if is_set_aside:
        return Standing.SET_ASIDE
    if done and all(done):
        return Standing.DONE
    if due_on is not None and due_on < today:
        return Standing.LATE
    return Standing.UNDER_WAY if done else Standing.NOT_BEGUN
