"""People who gave a name at the kiosk or at a session: taken in without looking whether they are known.

A terminal never learns who is known: it always makes a new record, and a person in the office decides
whether it is somebody already here.
"""

from collections.abc import Iterable
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people import names
from app.people.contacts import ways_in
from app.people.facts import days
from app.people.models import Participant
from app.people.name_index import write_words
from app.people.operations.contacts import new_contact
from app.people.operations.facts import first_facts
from app.people.operations.records import check_parish, touch


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


def verify(actor: Actor, *, participant: Participant) -> None:
    """Say that this is somebody new. Doing it again changes nothing."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    if participant.is_unverified:
        participant.unverified_since = None
        participant.version += 1
        touch(participant)
        records.record(actor, "verified", participant)
