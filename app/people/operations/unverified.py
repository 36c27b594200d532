"""People who gave a name at the kiosk or at a session: taken in without looking whether they are known.

A terminal never learns who is known: it always makes a new record, and a person in the office decides
whether it is somebody already here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select, update

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people import names
from app.people.contacts import ways_in
from app.people.duplicates.models import NotSame
from app.people.facts import days
from app.people.models import Merge, Participant
from app.people.name_index import write_words
from app.people.operations.contacts import new_contact
from app.people.operations.facts import first_facts
from app.people.operations.records import check_parish, touch
from app.people.permissions import visible_to
from app.people.rights.rest import usable


def create_unverified(
    actor: Actor,
    *,
    municipality_id: UUID,
    name: str,
    language: str,
    contact: str = "",
    participant_id: UUID | None = None,
    born: str = "",
    parish_id: UUID | None = None,
    groups: Iterable[str] = (),
) -> Participant:
    """A record of somebody who gave a name, and perhaps a way to be reached, without being looked up.

    `born` is as much of the birthday as is known (facts/days.py).
    """
    actor.demand(Permission.ENROLMENT_REQUEST, municipality_id)
    check_parish(parish_id, municipality_id)
    now = clock.now()
    participant = Participant(
        id=participant_id or new_id(),
        municipality_id=municipality_id,
        name=name,
        sort_key=names.sort_key(name),
        birth_year=int(born[: days.YEAR]) if born else None,
        parish_id=parish_id,
        language=language,
        unverified_since=now,
        created_at=now,
        created_by=actor.id,
        last_activity_on=clock.today(get_zone(municipality_id)),
    )
    records.add(actor, participant)  # flushed: no relationship tells the order to the unit of work
    write_words(participant)
    first_facts(participant, born, groups)
    if contact:
        db.session.add_all(new_contact(participant, new_id(), way) for way in ways_in(contact))
        db.session.flush()
    return participant


@dataclass(frozen=True, slots=True)
class Act:
    """Saying that somebody is new, or that many are at once: it is taken back as it was done."""

    id: UUID
    at: datetime


def verify(actor: Actor, *, participant: Participant, act: Act) -> None:
    """Say that this is somebody new. Doing it again changes nothing."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    if participant.is_unverified:
        participant.unverified_since = None
        participant.verified_at, participant.verified_by, participant.verified_with = act.at, actor.id, act.id
        participant.version += 1
        touch(participant)
        records.record(actor, "verified", participant)


def take_back_verifying(actor: Actor, *, act_id: UUID) -> int:
    """Let those whom an act of the actor's own confirmed wait again; how many they are.

    What was said with it of others who are like them goes too. Who was merged with somebody since, or whose
    data rests, stays as they are. Raises NotFound for somebody else's act, and for one taken back before.
    """
    merged = exists().where(
        Merge.kept_id == Participant.id, Merge.undone_at.is_(None), Merge.at >= Participant.verified_at
    )
    theirs = select(Participant).where(
        Participant.verified_with == act_id,
        Participant.verified_by == actor.id,
        visible_to(actor),
        usable(),
        ~merged,
    )
    people = db.session.scalars(theirs.order_by(Participant.id).with_for_update()).all()
    if not people:
        raise NotFound
    _unsay(actor, {each.verified_at for each in people if each.verified_at})
    for each in people:
        actor.demand(Permission.PARTICIPANT_WRITE, each.municipality_id)
        each.unverified_since = each.created_at
        each.verified_at = each.verified_by = each.verified_with = None
        each.version += 1
        records.record(actor, "verifying_taken_back", each)
    db.session.flush()
    return len(people)


def _unsay(actor: Actor, instants: Collection[datetime]) -> None:
    """What was said in the same act: that they are nobody of those who are like them."""
    said = update(NotSame).where(
        NotSame.decided_by == actor.id, NotSame.decided_at.in_(instants), NotSame.withdrawn_at.is_(None)
    )
    db.session.execute(said.values(withdrawn_at=clock.now(), withdrawn_by=actor.id))
