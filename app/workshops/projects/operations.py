"""Writing a project sheet: two or three ways beside each other, and the one that was chosen."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import DomainError, NotFound, existing
from app.core.permission import Permission
from app.people.models import Participant
from app.people.operations.records import touch
from app.people.queries import find_participant
from app.workshops.projects.models import ProjectAlternative, ProjectSheet
from app.workshops.projects.queries import project_workshops_of

FEWEST, MOST = 2, 3


class TooFewWays(DomainError):
    """One way is no comparison, and more than three do not fit beside each other."""

    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One alternative, in the person's words."""

    kind: str
    title: str = ""
    brings: str = ""
    takes: str = ""
    first_step: str = ""
    first_step_by: date | None = None


def create_project_sheet(
    actor: Actor,
    *,
    sheet_id: UUID,
    participant: Participant,
    ways: Sequence[Way],
    chosen: int | None = None,
    workshop_id: UUID | None = None,
) -> ProjectSheet:
    """A new sheet of a person. The same id again is the same row. Raises TooFewWays, NotFound.

    `chosen`: the position of a way, from 0. `workshop_id`: the series about projects it was made in.
    """
    actor.demand(Permission.INVENTORY_CONFIRM, participant.municipality_id)
    if known := records.known(ProjectSheet, sheet_id, participant_id=participant.id, created_by=actor.id):
        return known
    if workshop_id and workshop_id not in {each.id for each in project_workshops_of(participant.id)}:
        raise NotFound
    sheet = ProjectSheet(
        id=sheet_id,
        municipality_id=participant.municipality_id,
        participant_id=participant.id,
        workshop_id=workshop_id,
        created_at=clock.now(),
        created_by=actor.id,
        version=1,
    )
    _fill(sheet, ways, chosen)
    db.session.add(sheet)
    touch(participant)
    records.record(actor, "project_sheet_created", participant, sheet=str(sheet.id))
    db.session.flush()
    return sheet


def edit_project_sheet(
    actor: Actor, *, sheet: ProjectSheet, version: int, ways: Sequence[Way], chosen: int | None = None
) -> None:
    """Change a sheet read at `version`; raises StaleRecord when somebody changed it since, TooFewWays."""
    actor.demand(Permission.INVENTORY_CONFIRM, sheet.municipality_id)
    records.demand_version(sheet, version)
    _fill(sheet, ways, chosen)
    sheet.version += 1
    owner = existing(find_participant(actor, sheet.participant_id))
    records.record(actor, "project_sheet_edited", owner, sheet=str(sheet.id))
    db.session.flush()


def _fill(sheet: ProjectSheet, ways: Sequence[Way], chosen: int | None) -> None:
    if not FEWEST <= len(ways) <= MOST or (chosen is not None and not 0 <= chosen < len(ways)):
        raise TooFewWays
    rows = {each.position: each for each in sheet.alternatives}
    kept = []
    for position, way in enumerate(ways):
        row = rows.get(position) or ProjectAlternative(
            municipality_id=sheet.municipality_id, position=position
        )
        for name, value in asdict(way).items():
            setattr(row, name, value)
        kept.append(row)
    sheet.alternatives = kept
    sheet.chosen = chosen
