"""Opening a person's record: with a reason that somebody gives, or by an act that is one."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.core import clock, machine, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.people.models import Participant, RecordOpening
from app.people.openings import is_read_by, offered
from app.people.queries import find_by_phone


def open_record(
    actor: Actor, *, participant: Participant, opening_id: UUID, reason: str, note: str = ""
) -> None:
    """Say why the record is opened: for an hour it is open to this actor, and the team reads who it was."""
    actor.demand(Permission.PARTICIPANT_READ, participant.municipality_id)
    machine.demand_reason(reason, offered())
    if records.known(RecordOpening, opening_id, participant_id=participant.id, staff_id=actor.id):
        return
    keep_opening(actor, participant, reason, opening_id=opening_id, note=note)
    act = "opened_sealed" if participant.is_sealed else "opened"
    records.record(actor, act, participant, reason=reason)


def open_by_act(actor: Actor, *, participant: Participant, reason: str) -> None:
    """Whoever just received a list of the person, or made one with them, need not say why they go on.

    Nothing for a sealed person, who was opened before, and nothing where the record is open already.
    """
    opened = select(Participant.id).where(Participant.id == participant.id, is_read_by(actor))
    if participant.is_sealed or db.session.scalars(opened).first():
        return
    keep_opening(actor, participant, reason)
    records.record(actor, "opened", participant, reason=reason)


def keep_opening(
    actor: Actor, participant: Participant, reason: str, *, opening_id: UUID | None = None, note: str = ""
) -> None:
    """Write down that the record is open to the actor from now on; the caller has asked, and audits."""
    opening = RecordOpening(
        id=opening_id or new_id(),
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        staff_id=actor.id,
        reason=reason,
        note=note,
        at=clock.now(),
    )
    db.session.add(opening)
    db.session.flush()


def look_up_phone(actor: Actor, *, typed: str) -> Sequence[Participant]:
    """Who is reached by a telephone number; that each was found that way is kept, the number is not."""
    actor.demand(Permission.CONTACT_READ)
    found = find_by_phone(actor, typed)
    for each in found:
        records.record(actor, "found_by_phone", each)
    return found
