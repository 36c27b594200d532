"""Who of those already known are the people of a list? Proposed row by row; a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db
from app.people import brought
from app.people.brought import Before
from app.people.queries import Asked, Candidate, find_for_each
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.rows import Row, id_of
from app.workshops.enrolments.seats import OVER
from app.workshops.planning.models.series import Workshop

NEW, SKIP = "new", "skip"


@dataclass(frozen=True, slots=True)
class Match:
    """A row, who it could be, and what is proposed: a participant's id, "new", or "" (to be decided)."""

    row: Row
    candidates: Sequence[Candidate]
    proposed: str


def brought_before(actor: Actor, workshop: Workshop, rows: Sequence[Row]) -> list[Before]:
    """Whom each row made when the list came before."""
    return brought.brought_before(actor, [partial(id_of, row, workshop.id) for row in rows])


def match(actor: Actor, workshop: Workshop, rows: Sequence[Row]) -> list[Match]:
    """Every row with its candidates; a person looks at each, so a list has at most `rows.MOST` of them."""
    asked = [Asked(name=row.name, born=str(row.birth_year or ""), phone=row.contact) for row in rows]
    found = find_for_each(actor, asked=asked, municipality_id=workshop.municipality_id)
    before = brought_before(actor, workshop, rows)
    return [
        _match(row, candidates, str(each.known.id) if each.known else "")
        for row, candidates, each in zip(rows, found, before, strict=True)
    ]


def enrolled_in(workshop: Workshop, participant_ids: Sequence[UUID]) -> set[UUID]:
    """Those of them who are enrolled, or wait in the line, already."""
    theirs = select(Enrolment.participant_id).where(
        Enrolment.workshop_id == workshop.id,
        Enrolment.participant_id.in_(participant_ids),
        Enrolment.state.not_in(OVER),
    )
    return {each for each in db.session.scalars(theirs) if each}


def _match(row: Row, found: Sequence[Candidate], earlier: str) -> Match:
    """`earlier` is the id of whom the same row made when the list came before."""
    known = [each for each in found if not each.participant.is_unverified]
    if earlier:
        return Match(row, known, earlier)
    if row.again:  # the same line as before: twice the same person, or two of one name
        return Match(row, known, "")
    if not known:
        return Match(row, known, NEW)
    strong = [str(each.participant.id) for each in known if each.is_strong]
    return Match(row, known, strong[0] if strong else "")
