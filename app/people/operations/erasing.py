"""Erasing people: by somebody's decision, by the night after a notice, again after a restore.

Everybody who keeps something of theirs hears of it first (rights/forgetting.py); then a tombstone is on the
disk, outside the database; then their rows go, in the same transaction as all of it. Killed between tombstone
and commit, somebody remains who is known to be erased: the next night finishes it.
"""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from app.core import clock, records, tombstones
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, NotKept
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.network.parties.merging import forget_rows_about
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.name_index import forget_words
from app.people.operations.rights import Held
from app.people.rights.forgetting import (
    Forgotten,
    Known,
    about_to_forget,
    drop_transitions,
    forgotten,
    mix,
)
from app.people.rights.queries import held_until
from app.people.rights.reasons import AGAIN, BY_MISTAKE, ERASURE_REASONS, WITHOUT_ACTIVITY
from app.people.rights.rest import demand_usable

AT_ONCE = 200
"""So many people are erased together when a backup is back."""


def erase(actor: Actor, *, participant: Participant, reason: str) -> None:
    """Forget somebody for good, by a person's decision.

    Raises Held; UseRestricted while their data rests; NotKept where no tombstone can be written.
    """
    actor.demand(Permission.PARTICIPANT_RIGHTS, participant.municipality_id)
    demand_reason(reason, ERASURE_REASONS)
    records.lock(participant)
    demand_usable(participant)
    if until := held_until(participant.id, clock.today(get_zone(participant.municipality_id))):
        raise Held(until)
    _forget(actor, [participant], reason)


def erase_newcomer(actor: Actor, *, participant: Participant, marks: Collection[UUID] = ()) -> None:
    """Forget somebody whom the actor registered by mistake today, and whom nobody has looked at since.

    `marks` stand beside the tombstone: by them a copy that comes later is known to follow a mistake.

    Raises Conflict for anybody else; UseRestricted, Held, NotKept as `erase`.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    records.lock(participant)
    zone = get_zone(participant.municipality_id)
    since = participant.created_at.astimezone(ZoneInfo(zone)).date()
    is_own = actor.id is not None and participant.created_by == actor.id
    if not (participant.is_unverified and is_own and since == clock.today(zone)):
        raise Conflict
    demand_usable(participant)
    if until := held_until(participant.id, clock.today(zone)):
        raise Held(until)
    _forget(actor, [participant], BY_MISTAKE, marks=marks)


def erase_over(actor: Actor, *, people: Sequence[Participant]) -> None:
    """Forget people whose notice is over, together: the caller has asked whom nothing keeps."""
    _forget(actor, people, WITHOUT_ACTIVITY)


def erase_brought(actor: Actor, *, people: Sequence[Participant]) -> None:
    """Forget people whom a list brought by mistake, as if they had never been here: no number stays of them.

    The caller has asked that nothing has happened with them since.
    """
    for person in people:
        actor.demand(Permission.PARTICIPANT_WRITE, person.municipality_id)
    _forget(actor, people, BY_MISTAKE, is_counted=False)  # words that nobody carries go in the night


def erase_again(actor: Actor) -> int:
    """Forget whoever has a tombstone and is there: come back with a backup, or not finished. How many.

    Nothing keeps them: that was asked when they were erased. Raises ForeignTombstones.
    """
    back = list_erased()
    for start in range(0, len(back), AT_ONCE):
        found = select(Participant).where(Participant.id.in_(back[start : start + AT_ONCE]))
        _forget(actor, db.session.scalars(found).all(), AGAIN)
    return len(back)


def list_erased() -> list[UUID]:
    """Who has a tombstone and is there."""
    if not (known := tombstones.known()):
        return []
    return [each for each in db.session.scalars(select(Participant.id)) if tombstones.is_erased(each, known)]


def _forget(
    actor: Actor,
    people: Collection[Participant],
    reason: str,
    *,
    is_counted: bool = True,
    marks: Collection[UUID] = (),
) -> None:
    if not people:
        return
    told = Forgotten(actor, dict(_known(people)))
    told.ids.update(told.people)
    about_to_forget.send(told)
    for person in people:
        if person.unverified_since is None and is_counted:
            told.leave("registered", person.id, person.created_at)
    forgotten.send(told)
    forget_rows_about(told.ids)
    drop_transitions(told.ids)
    mix(told)
    for person in people:
        records.record(actor, "erased", person, reason=reason)
    db.session.flush()
    try:
        tombstones.add({*told.ids, *marks})
    except OSError as error:
        raise NotKept from error
    db.session.execute(delete(Participant).where(Participant.id.in_(told.people)))
    for person in people:
        db.session.expunge(person)
    if is_counted:
        forget_words()


def _known(people: Collection[Participant]) -> Iterator[tuple[UUID, Known]]:
    zones = {where: get_zone(where) for where in {each.municipality_id for each in people}}
    for person in people:
        yield person.id, Known(person.municipality_id, zones[person.municipality_id], person.birth_year)
