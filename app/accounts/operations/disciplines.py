"""In which fields somebody is qualified, from when to when: said by administrators, never of themselves."""

from datetime import date
from uuid import UUID

from app.accounts import queries
from app.accounts.disciplines import disciplines, list_disciplines
from app.accounts.errors import OwnAccess
from app.accounts.models import Staff, StaffDiscipline
from app.core import clock, records
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.permission import Permission
from app.network.queries import get_zone


def add_discipline(
    actor: Actor,
    *,
    discipline_id: UUID,
    staff: Staff,
    municipality_id: UUID,
    discipline: str,
    begins_on: date,
) -> StaffDiscipline:
    """Note a qualification of somebody who serves there; one that holds already is that row.

    Raises OwnAccess for oneself, as disciplines open what others may not read; NotFound.
    """
    actor.demand(Permission.STAFF_WRITE, municipality_id)
    if staff.id == actor.id:
        raise OwnAccess
    whose = {"staff_id": staff.id, "municipality_id": municipality_id, "discipline": discipline}
    if known := records.known(StaffDiscipline, discipline_id, **whose):
        return known
    if discipline not in disciplines().offered() or municipality_id not in queries.served_by(staff.id):
        raise NotFound
    for there in list_disciplines(actor, staff):
        if there.discipline == discipline and there.municipality_id == municipality_id and there.is_lasting:
            return there
    return records.add(actor, StaffDiscipline(id=discipline_id, begins_on=begins_on, **whose), act="added")


def end_discipline(actor: Actor, *, discipline: StaffDiscipline) -> None:
    """It holds no more from today on; what it opened is closed. Ending an ended one changes nothing."""
    actor.demand(Permission.STAFF_WRITE, discipline.municipality_id)
    if discipline.is_lasting:
        today = clock.today(get_zone(discipline.municipality_id))
        discipline.ends_on = today
        records.record(actor, "ended", discipline)
