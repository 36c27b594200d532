"""People who gave a name at the kiosk: taken in without looking whether they are known, seen to later.

A terminal never learns who is known: it always makes a new record, and a person in the office decides
whether it is somebody already here.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select, update

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.core.signals import Signal
from app.network.queries import get_zone
from app.people import names
from app.people.contacts import contact_key, kind_of
from app.people.models import Consent, ContactPoint, Participant
from app.people.services.records import touch
from app.people.words import write_words


@dataclass(frozen=True, slots=True)
class Merged:
    """Everything that hangs on `gone` is to hang on `kept`; `gone` is erased right after."""

    actor: Actor
    gone: Participant
    kept: Participant


merged: Signal[Merged] = Signal()


def create_unverified(
    actor: Actor, *, municipality_id: UUID, name: str, language: str, contact: str = ""
) -> Participant:
    """A record of somebody who gave a name, and perhaps a way to be reached, without being looked up."""
    actor.demand(Permission.ENROLMENT_REQUEST, municipality_id)
    now = clock.now()
    participant = Participant(
        id=new_id(),
        municipality_id=municipality_id,
        name=name,
        sort_key=names.sort_key(name),
        language=language,
        unverified_since=now,
        created_at=now,
        created_by=actor.id,
        last_activity_on=clock.today(get_zone(municipality_id)),
    )
    db.session.add(participant)
    db.session.flush()  # no relationship tells the order to the unit of work
    write_words(participant)
    if contact:
        db.session.add(_contact(participant, contact))
    _record(actor, "participant.created", participant)
    db.session.flush()
    return participant


def verify(actor: Actor, *, participant: Participant) -> None:
    """Say that this is somebody new. Twice is once."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    if participant.is_unverified:
        participant.unverified_since = None
        participant.version += 1
        touch(participant)
        _record(actor, "participant.verified", participant)


def merge_unverified(actor: Actor, *, gone: Participant, kept: Participant) -> None:
    """Say that an unverified person is a known one, who keeps everything; the unverified record is erased.

    Raises Conflict for a record that was verified before, or is of another municipality.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, gone.municipality_id)
    if not gone.is_unverified or gone.municipality_id != kept.municipality_id or gone.id == kept.id:
        raise Conflict
    merged.send(Merged(actor, gone, kept))
    _move_contacts(gone, kept)
    db.session.execute(
        update(Consent).where(Consent.participant_id == gone.id).values(participant_id=kept.id)
    )
    db.session.flush()
    db.session.execute(delete(Participant).where(Participant.id == gone.id))
    touch(kept)
    _record(actor, "participant.recognised", kept, unverified=str(gone.id))


def _move_contacts(gone: Participant, kept: Participant) -> None:
    known = set(db.session.scalars(select(ContactPoint.key).where(ContactPoint.participant_id == kept.id)))
    new = ContactPoint.participant_id == gone.id, ContactPoint.key.not_in(known)
    db.session.execute(update(ContactPoint).where(*new).values(participant_id=kept.id))


def _contact(participant: Participant, value: str) -> ContactPoint:
    kind = kind_of(value)
    return ContactPoint(
        id=new_id(),
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        kind=kind.value,
        value=value,
        key=contact_key(kind, value),
        created_at=clock.now(),
    )


def _record(actor: Actor, action: str, participant: Participant, **detail: str) -> None:
    where = participant.municipality_id
    audit.record(actor, action, "participant", participant.id, municipality_id=where, **detail)
