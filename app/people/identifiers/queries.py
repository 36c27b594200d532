"""Reads of numbers. None of them shows a number: that is an act (operations/identifiers.py)."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

from app.core import clock
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import NotFound, existing
from app.core.permission import Permission
from app.people.identifiers.models import NationalIdentifier
from app.people.models import Participant
from app.people.permissions import visible_to

KEPT_FOR = timedelta(days=30)
"""So long a removed number can be put back; then its digits are erased."""


def with_identifier(kind: str | None, digits: str) -> ColumnElement[bool]:
    """Participants with exactly this number, of a kind or of any; equal numbers are the strongest reason
    to take two records for one person.
    """
    same = select(NationalIdentifier.participant_id).where(
        NationalIdentifier.number.matches(digits), NationalIdentifier.stands
    )
    return Participant.id.in_(same.where(NationalIdentifier.kind == kind) if kind else same)


def list_identifiers(actor: Actor, participant: Participant) -> Sequence[NationalIdentifier]:
    """Which numbers are kept of a person whom the actor may see, in the order they were noted."""
    actor.demand(Permission.IDENTIFIER_USE, participant.municipality_id)
    theirs = NationalIdentifier.participant_id == participant.id, NationalIdentifier.stands
    order = NationalIdentifier.noted_at, NationalIdentifier.id
    return db.session.scalars(select(NationalIdentifier).where(*theirs).order_by(*order)).all()


def list_removed(actor: Actor, participant: Participant) -> Sequence[NationalIdentifier]:
    """The numbers of a person that the actor removed and can put back, the latest first."""
    actor.demand(Permission.IDENTIFIER_USE, participant.municipality_id)
    theirs = select(NationalIdentifier).where(
        NationalIdentifier.participant_id == participant.id,
        NationalIdentifier.removed_by == actor.id,
        NationalIdentifier.removed_at >= clock.now() - KEPT_FOR,
    )
    order = NationalIdentifier.removed_at.desc(), NationalIdentifier.id
    return db.session.scalars(theirs.order_by(*order)).all()


def get_identifier(actor: Actor, participant: Participant, identifier_id: UUID) -> NationalIdentifier:
    """One number of this participant, or one that the actor removed; NotFound."""
    actor.demand(Permission.IDENTIFIER_USE, participant.municipality_id)
    found = existing(db.session.get(NationalIdentifier, identifier_id))
    if found.participant_id != participant.id or not (found.stands or found.removed_by == actor.id):
        raise NotFound
    return found


def list_others_with(actor: Actor, participant: Participant) -> Sequence[Participant]:
    """Others there whom the actor may see with a number of this participant's, by name: of equal numbers
    the hashes are equal. While hashes are made anew with another key some are told a little later.
    """
    actor.demand(Permission.IDENTIFIER_USE, participant.municipality_id)
    theirs, other = NationalIdentifier, aliased(NationalIdentifier)
    same = theirs.number_index == other.number_index, theirs.kind == other.kind, theirs.stands, other.stands
    twice = select(other.participant_id).join(theirs, and_(*same))
    found = select(Participant).where(
        Participant.id.in_(twice.where(theirs.participant_id == participant.id)),
        Participant.id != participant.id,
        Participant.municipality_id == participant.municipality_id,
        visible_to(actor),
    )
    return db.session.scalars(found.order_by(Participant.sort_key, Participant.id)).all()
