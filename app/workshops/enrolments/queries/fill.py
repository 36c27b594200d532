"""How full series are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from app.core.db import db
from app.workshops.enrolments.models import SEATED, Enrolment, EnrolmentState


@dataclass(frozen=True, slots=True)
class Fill:
    """How full a series is: seats taken or kept for somebody, people waiting, requests to decide."""

    taken: int = 0
    waiting: int = 0
    requested: int = 0


def fill_of(workshop_ids: Iterable[UUID]) -> Mapping[UUID, Fill]:
    """How full several series are, in one query; series nobody signed up for are empty."""
    ids = list(workshop_ids)
    rows = db.session.execute(
        select(Enrolment.workshop_id, Enrolment.state, func.count())
        .where(Enrolment.workshop_id.in_(ids))
        .group_by(Enrolment.workshop_id, Enrolment.state)
    )
    counts: dict[UUID, dict[str, int]] = {each: {} for each in ids}
    for workshop_id, state, count in rows:
        counts[workshop_id][state] = count
    return {
        each: Fill(
            taken=sum(found.get(state, 0) for state in SEATED),
            waiting=found.get(EnrolmentState.WAITLISTED, 0),
            requested=found.get(EnrolmentState.REQUESTED, 0),
        )
        for each, found in counts.items()
    }
