"""What hangs on staff, for the addresses of accounts."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from app.accounts.models import StaffDiscipline
from app.core.actor import Actor
from app.core.db import db, new_id


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """A discipline of a colleague."""
    assert actor.municipality_id
    discipline = StaffDiscipline(
        id=new_id(),
        municipality_id=actor.municipality_id,
        staff_id=ids["staff_id"],
        discipline="social_work",
        begins_on=date(2024, 9, 1),
    )
    db.session.add(discipline)
    db.session.flush()
    return {"discipline_id": discipline.id}
