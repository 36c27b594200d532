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
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.rows import Row, id_of
from app.workshops.enrolments.seats import OVER
from app.workshops.planning.models.series import Workshop

NEW, SKIP = "new", "skip"
SURE = 0.9
"""From this likeness on, and with more than the name in common, a known person is proposed as chosen."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row, who it could be, and what is proposed: a participant's id, "new", or "" (to be decided)."""

    row: Row
    candidates: Sequence[Candidate]
    proposed: str


@dataclass(frozen=True, slots=True)
class Before:
    """Whom a row made when the list came before: somebody the actor may know of, after those they may not.

    What is shown must not depend on `hidden`.
    """

    known: Participant | None = None
    hidden: tuple[UUID, ...] = ()


def brought_before(actor: Actor, workshop: Workshop, rows: Sequence[Row]) -> list[Before]:
    """Of each row; a query for all of them, and another while some are about somebody hidden."""
    found = [Before() for _row in rows]
    asked = list(range(len(rows)))
    while asked:
        ids = {at: id_of(rows[at], workshop.id, len(found[at].hidden)) for at in asked}
        made = select(Participant, visible_to(actor)).where(Participant.id.in_(ids.values()))
        there = {person.id: (person, is_seen) for person, is_seen in db.session.execute(made)}
        asked = []
        for at, each in ids.items():
            person, is_seen = there.get(each, (None, True))
            if is_seen:
                found[at] = Before(person, found[at].hidden)
            else:
                found[at] = Before(None, (*found[at].hidden, each))
                asked.append(at)
    return found


def match(actor: Actor, workshop: Workshop, rows: Sequence[Row]) -> list[Match]:
    """Every row with its candidates; some queries a row, so a list has at most `rows.MOST` of them."""
    before = brought_before(actor, workshop, rows)
    return [
        _match(actor, workshop, row, str(each.known.id) if each.known else "")
        for row, each in zip(rows, before, strict=True)
    ]


def enrolled_in(workshop: Workshop, participant_ids: Sequence[UUID]) -> set[UUID]:
    """Those of them who are enrolled, or wait in the line, already."""
    theirs = select(Enrolment.participant_id).where(
        Enrolment.workshop_id == workshop.id,
        Enrolment.participant_id.in_(participant_ids),
        Enrolment.state.not_in(OVER),
    )
    return {each for each in db.session.scalars(theirs) if each}


def _match(actor: Actor, workshop: Workshop, row: Row, earlier: str) -> Match:
    """`earlier` is the id of whom the same row made when the list came before."""
    found = find_candidates(
        actor,
        name=row.name,
        birth_year=row.birth_year,
        phone=row.contact or None,
        municipality_id=workshop.municipality_id,
    )
    known = [each for each in found if not each.participant.is_unverified]
    best = known[0] if known else None
    if earlier:
        return Match(row, known, earlier)
    if row.again:  # the same line as before: twice the same person, or two of one name
        return Match(row, known, "")
    if best is None:
        return Match(row, known, NEW)
    is_sure = best.score >= SURE and len(best.reasons) > 1
    return Match(row, known, str(best.participant.id) if is_sure else "")
