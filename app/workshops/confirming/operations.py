"""Who gave a name is somebody new, or somebody known: a person in the office decides, of one or of many."""

from collections.abc import Iterator
from uuid import UUID

from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.task_work import batch
from app.core.tasks import Work
from app.people.merging.operations import merge_unverified
from app.people.models import Participant
from app.people.operations.duplicates import say_not_same
from app.people.operations.unverified import Act, take_back_verifying, verify
from app.people.standings import Clear, find_standings
from app.workshops.confirming.queries import (
    Narrowed,
    candidates_for,
    count_waiting,
    some_to_confirm,
)

CONFIRM_ALL = "people.confirm_new"


def confirm_as_new(actor: Actor, *, participant: Participant) -> None:
    """They are new: their record stays as it is, and those who were shown beside it are other people."""
    actor.demand(Permission.ENROLMENT_WRITE, participant.municipality_id)
    act = Act(new_id(), clock.now())
    for each in candidates_for(actor, participant):
        say_not_same(actor, one=participant, other=each.participant, at=act.at)
    verify(actor, participant=participant, act=act)


def recognise(actor: Actor, *, participant: Participant, known: Participant) -> None:
    """They are `known`, who gets their enrolments; the record made at the kiosk becomes part of theirs.

    Raises Conflict where the one was verified before or the other was not.
    """
    actor.demand(Permission.ENROLMENT_WRITE, participant.municipality_id)
    if known.is_unverified:
        raise Conflict
    merge_unverified(actor, gone=participant, kept=known)


def confirm_some(
    actor: Actor, *, act: Act, narrowed: Narrowed, after: str | None = None
) -> tuple[int, int, str | None]:
    """Of the next people of the table, those of whom nobody is like them are new: how many were looked at,
    how many were confirmed, and the key of those behind, None where nobody is.

    What the engine says is asked once more here: somebody may have been registered since the page was drawn.
    """
    actor.demand(Permission.ENROLMENT_WRITE)
    people, older = some_to_confirm(actor, narrowed, after)
    new = [each.person for each in find_standings(actor, people) if each.clear is Clear.NEW]
    for person in new:
        verify(actor, participant=person, act=act)
    db.session.flush()
    return len(people), len(new), older


def confirm_all(work: Work) -> Iterator[None]:
    """The same for everybody of the table, some a step; whoever was killed goes on with those who still wait.

    The act has the id of the task: it is taken back as one.
    """
    narrowed = narrowed_of(work)
    after: str | None = None
    is_over = False
    while not is_over:
        with batch(work) as task:
            actor = work.actor()
            act = Act(work.id, task.created_at)
            if after is None:
                task.total = task.done + (count_waiting(actor, narrowed) or 0)
            looked_at, _new, after = confirm_some(actor, act=act, narrowed=narrowed, after=after)
            task.done += looked_at
            is_over = after is None
        yield


def narrowed_of(work: Work) -> Narrowed:
    """What the table was narrowed to when the task was asked for."""
    return Narrowed(**{name: UUID(value) if value else None for name, value in work.asked.items()})


def take_back(actor: Actor, *, act_id: UUID) -> int:
    """Let those whom an act of the actor's own confirmed wait again; how many. Raises NotFound."""
    actor.demand(Permission.ENROLMENT_WRITE)
    return take_back_verifying(actor, act_id=act_id)
