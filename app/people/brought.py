"""Whom a list made when it came before: somebody the actor may know of, or somebody hidden from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.people.models import Participant
from app.people.permissions import visible_to

Ids = Callable[[int], UUID]
"""Of a row the id of whoever it makes; of the second, third… who was made because whoever brought the list
could not know of the one before.
"""


@dataclass(frozen=True, slots=True)
class Before:
    """Whom a row made when the list came before: somebody the actor may know of, after those they may not.

    What is shown must not depend on `hidden`.
    """

    known: Participant | None = None
    hidden: tuple[UUID, ...] = ()


def brought_before(actor: Actor, rows: Sequence[Ids]) -> list[Before]:
    """Of each row; a query for all of them, and another while some are about somebody hidden."""
    found = [Before() for _row in rows]
    asked = list(range(len(rows)))
    while asked:
        ids = {at: rows[at](len(found[at].hidden)) for at in asked}
        made = select(Participant, visible_to(actor)).where(Participant.id.in_(ids.values()))
        there = {person.id: (person, is_seen) for person, is_seen in db.session.execute(made)}
        asked = []
        for at, each in ids.items():
            person, is_seen = there.get(each, (None, True))
            if is_seen:
                found[at] = Before(person, found[at].hidden)
            else:
                found[at] = Before(None, (*found[at].hidden, each))
                asked.append(at)
    return found
