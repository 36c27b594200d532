"""Looking for records that are one person's, and remembering which are not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.task_work import batch
from app.core.tasks import Work
from app.core.unit_of_work import reading
from app.people.crowd import Crowd
from app.people.duplicates.apart import all_not_same, find_not_same
from app.people.duplicates.models import LikelyPair, NotSame, in_order
from app.people.judging import Verdict
from app.people.likely_pairs import doubt_about, everybody
from app.people.models import Participant

LOOK = "people.duplicates"
AT_ONCE = 200
"""People who are compared with everybody in one step: about half a second, none of it in a transaction."""
MOST_OF_ONE = 5
Pair = tuple[UUID, UUID]
Found = Mapping[Pair, tuple[int, Verdict]]


def look_for_duplicates(work: Work) -> Iterator[None]:
    """Compare everybody of a municipality whom the actor may see with everybody, some a step.

    People stand in the order of their ids, so that whoever was killed goes on where they were. What an
    earlier look found and this one does not is no longer shown.
    """
    with reading():
        crowd = Crowd(everybody(work.actor(), work.municipality_id))
    is_over = False
    while not is_over:
        with batch(work) as task:
            at, task.total = task.done, len(crowd.ids)
        yield
        some = range(at, min(at + AT_ONCE, len(crowd.ids)))
        found = {pair: doubt for each in some for pair, doubt in _likely(crowd, each)}
        with batch(work) as task:
            work.actor()  # who may not look any more ends here
            _keep(work.municipality_id, crowd, [crowd.ids[each] for each in some], found)
            task.done = some.stop
            is_over = task.done >= task.total
        yield


def _likely(crowd: Crowd, at: int) -> Iterator[tuple[Pair, tuple[int, Verdict]]]:
    one = crowd.people[at]
    for other_id, verdict in crowd.find(one, MOST_OF_ONE, after=at).items():
        doubt = doubt_about(crowd, one, crowd.of(other_id), verdict)
        if doubt is not None:
            yield in_order(crowd.ids[at], other_id), (doubt, verdict)


def _keep(municipality_id: UUID, crowd: Crowd, some: Sequence[UUID], found: Found) -> None:
    """Of the pairs whose first is one of these people those that were found, and no others that were seen."""
    said = all_not_same(municipality_id)
    there = {
        (row.one_id, row.other_id): row
        for row in db.session.scalars(select(LikelyPair).where(LikelyPair.one_id.in_(some)))
    }
    gone = [row.id for pair, row in there.items() if pair not in found and crowd.knows(pair[1])]
    db.session.execute(delete(LikelyPair).where(LikelyPair.id.in_(gone)))
    existing = set(db.session.scalars(select(Participant.id).where(Participant.id.in_(_people(found)))))
    for (one, other), (doubt, verdict) in found.items():
        reasons = [reason.value for reason in verdict.reasons]
        if row := there.get((one, other)):
            row.doubt, row.reasons, row.found_at = doubt, reasons, clock.now()
        elif (one, other) not in said and {one, other} <= existing:
            db.session.add(
                LikelyPair(
                    id=new_id(),
                    municipality_id=municipality_id,
                    one_id=one,
                    other_id=other,
                    doubt=doubt,
                    reasons=reasons,
                    found_at=clock.now(),
                )
            )
    db.session.flush()


def _people(found: Found) -> set[UUID]:
    return {person for pair in found for person in pair}


def say_not_same(
    actor: Actor, *, one: Participant, other: Participant, at: datetime | None = None
) -> NotSame:
    """Remember that two records are two people. Doing it again changes nothing. Conflict for one record.

    `at`: the instant of the act that it is part of.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, one.municipality_id)
    if one.id == other.id or one.municipality_id != other.municipality_id:
        raise Conflict
    if known := find_not_same(one.id, other.id):
        return known
    first, second = in_order(one.id, other.id)
    said = NotSame(
        id=new_id(),
        municipality_id=one.municipality_id,
        one_id=first,
        other_id=second,
        decided_at=at or clock.now(),
        decided_by=actor.id,
    )
    db.session.add(said)
    db.session.flush()
    _record(actor, "said_not_same", one, other)
    return said


def take_back_not_same(actor: Actor, *, said: NotSame, one: Participant, other: Participant) -> None:
    """They may be one person after all. Doing it again changes nothing."""
    actor.demand(Permission.PARTICIPANT_WRITE, said.municipality_id)
    if said.withdrawn_at is None:
        said.withdrawn_at, said.withdrawn_by = clock.now(), actor.id
        db.session.flush()
        _record(actor, "maybe_same", one, other)


def _record(actor: Actor, act: str, one: Participant, other: Participant) -> None:
    for each, beside in ((one, other), (other, one)):
        records.record(actor, act, each, beside=str(beside.id))
