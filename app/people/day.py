"""What the day of somebody who works with people begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Uuid, cast, null, select, union_all

from app.core.actor import Actor
from app.core.db import db
from app.people.contact_notes.models import ContactNote
from app.people.contact_notes.queries import due_with
from app.people.models import Participant
from app.people.openings import is_named_again
from app.people.permissions import supported_by, visible_to


@dataclass(frozen=True, slots=True)
class Day:
    """With whom somebody has an appointment, the longest overdue first; and the people whose team they are
    on, the latest touched first, before them the sealed ones whose name came again in a list (True).
    """

    appointments: Sequence[tuple[Participant, ContactNote]]
    people: Sequence[tuple[Participant, bool]]


def day_of(actor: Actor, today: date, at_most: int) -> Day:
    """What the day of the actor begins with in the current municipality; one query for both lists."""
    visible = Participant.municipality_id == actor.here(), visible_to(actor)
    is_named = is_named_again(actor)
    due = due_with(actor, today).with_only_columns(ContactNote.participant_id, ContactNote.id)
    due = due.join(Participant, Participant.id == ContactNote.participant_id).where(*visible)
    due = due.order_by(ContactNote.next_on, ContactNote.next_time, ContactNote.id).limit(at_most)
    own = select(Participant.id, cast(null(), Uuid)).where(*visible, supported_by(actor))
    newest = is_named.desc(), Participant.last_activity_on.desc(), Participant.id.desc()
    both = union_all(
        select(due.subquery()), select(own.order_by(*newest).limit(at_most).subquery())
    ).subquery()
    query = select(Participant, ContactNote, is_named).join(both, both.c[0] == Participant.id)
    query = query.outerjoin(ContactNote, ContactNote.id == both.c[1])
    ordered = query.order_by(ContactNote.next_on, ContactNote.next_time, *newest)
    rows: Sequence[Any] = db.session.execute(ordered).all()
    return Day(
        [(person, note) for person, note, _ in rows if note is not None],
        [(person, named) for person, note, named in rows if note is None],
    )
