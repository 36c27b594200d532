"""Who of those already known are the people of a list? Proposed row by row; a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import Candidate, find_candidates
from app.workshops.models import Enrolment, Workshop
from app.workshops.rows import Row, id_of
from app.workshops.seats import OVER

NEW, SKIP = "new", "skip"
SURE = 0.9
"""From this likeness on, and with more than the name in common, a known person is proposed as chosen."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row, who it could be, and what is proposed: a participant's id, "new", or "" (to be decided)."""

    row: Row
    candidates: Sequence[Candidate]
    proposed: str


def match(actor: Actor, workshop: Workshop, rows: Sequence[Row]) -> list[Match]:
    """Every row with its candidates; some queries a row, so a list has at most `rows.MOST` of them."""
    earlier = _brought_before(actor, workshop, rows)
    return [_match(actor, row, str(earlier.get(id_of(row, workshop.id), ""))) for row in rows]


def enrolled_in(workshop: Workshop, participant_ids: Sequence[UUID]) -> set[UUID]:
    """Those of them who have a place, or wait for one, already."""
    theirs = select(Enrolment.participant_id).where(
        Enrolment.workshop_id == workshop.id,
        Enrolment.participant_id.in_(participant_ids),
        Enrolment.state.not_in(OVER),
    )
    return {each for each in db.session.scalars(theirs) if each}


def _match(actor: Actor, row: Row, earlier: str) -> Match:
    found = find_candidates(actor, name=row.name, birth_year=row.birth_year, phone=row.contact or None)
    known = [each for each in found if not each.participant.is_unverified]
    best = known[0] if known else None
    if earlier:
        return Match(row, known, earlier)
    if best is None:
        return Match(row, known, NEW)
    is_sure = best.score >= SURE and len(best.reasons) > 1
    return Match(row, known, str(best.participant.id) if is_sure else "")


def _brought_before(actor: Actor, workshop: Workshop, rows: Sequence[Row]) -> dict[UUID, UUID]:
    """The participants that the same rows made when the list came the first time."""
    ids = [id_of(row, workshop.id) for row in rows]
    there = select(Participant.id).where(Participant.id.in_(ids), visible_to(actor))
    return {each: each for each in db.session.scalars(there)}
