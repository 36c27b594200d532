"""Noting, opening, seeking and removing numbers of the state. Each is kept in the trail, never the number."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from app.core import audit, clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict
from app.core.permission import Permission
from app.people.identifiers.models import NationalIdentifier
from app.people.identifiers.queries import KEPT_FOR, list_identifiers, with_identifier
from app.people.models import Participant
from app.people.operations.records import touch
from app.people.permissions import visible_to

MOST_FOUND = 10


class AnotherNumber(Conflict):
    """Another number of this kind is noted already: it is removed first, so that nobody overlooks it."""


def note_identifier(
    actor: Actor, *, identifier_id: UUID, participant: Participant, kind: str, digits: str
) -> NationalIdentifier:
    """Keep a number that was read (identifiers/numbers.py); the same again is that row. AnotherNumber."""
    _demand_writing(actor, participant)
    if known := records.known(NationalIdentifier, identifier_id, participant_id=participant.id):
        return known
    records.lock(participant)  # of two who note the first one, one comes second
    there = _of_kind(participant, kind)
    if same := next((each for each in there if each.number == digits), None):
        return same
    if there:
        raise AnotherNumber
    identifier = NationalIdentifier(
        id=identifier_id,
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        kind=kind,
        number=digits,
        noted_at=clock.now(),
        noted_by=actor.id,
    )
    db.session.add(identifier)
    touch(participant)
    records.record(actor, "identifier_noted", participant, kind=kind)
    db.session.flush()
    return identifier


def remove_identifier(actor: Actor, *, participant: Participant, identifier: NationalIdentifier) -> None:
    """Let it count nowhere any more. Doing it again changes nothing."""
    _demand_writing(actor, participant)
    records.lock(identifier)
    if identifier.stands:
        identifier.removed_at, identifier.removed_by = clock.now(), actor.id
        records.record(actor, "identifier_removed", participant, kind=identifier.kind)
        db.session.flush()


def restore_identifier(actor: Actor, *, participant: Participant, identifier: NationalIdentifier) -> None:
    """Put back what the actor removed; AnotherNumber. Doing it again changes nothing."""
    _demand_writing(actor, participant)
    records.lock(participant)
    records.lock(identifier)
    if identifier.stands:
        return
    if _of_kind(participant, identifier.kind):
        raise AnotherNumber
    identifier.removed_at = identifier.removed_by = None
    records.record(actor, "identifier_restored", participant, kind=identifier.kind)
    db.session.flush()


def forget_removed() -> None:
    """Erase the digits that nobody put back in time (nightly)."""
    over = NationalIdentifier.removed_at < clock.now() - KEPT_FOR
    db.session.execute(delete(NationalIdentifier).where(over))


def open_identifiers(actor: Actor, *, participant: Participant) -> Sequence[NationalIdentifier]:
    """The person's numbers, to be read; that they were opened is kept."""
    found = list_identifiers(actor, participant)
    records.record(actor, "identifiers_opened", participant)
    return found


def seek(actor: Actor, *, digits: str) -> Sequence[Participant]:
    """Whom the actor may see with exactly this number, in the current municipality, by name.

    That somebody sought, and who was found, is kept.
    """
    where = actor.here()
    actor.demand(Permission.IDENTIFIER_USE, where)
    there = Participant.municipality_id == where, visible_to(actor), with_identifier(None, digits)
    query = select(Participant).where(*there).order_by(Participant.sort_key, Participant.id)
    found = db.session.scalars(query.limit(MOST_FOUND)).all()
    for participant in found:
        records.record(actor, "found_by_identifier", participant)
    if not found:
        audit.record(actor, "participant.sought_by_identifier", "participant", municipality_id=where)
    return found


def _of_kind(participant: Participant, kind: str) -> Sequence[NationalIdentifier]:
    theirs = select(NationalIdentifier).filter_by(participant_id=participant.id, kind=kind)
    return db.session.scalars(theirs.where(NationalIdentifier.stands)).all()


def _demand_writing(actor: Actor, participant: Participant) -> None:
    for permission in (Permission.IDENTIFIER_USE, Permission.PARTICIPANT_WRITE):
        actor.demand(permission, participant.municipality_id)
