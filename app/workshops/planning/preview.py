"""Days as they are shown before they are kept: holidays, and what else takes place at that time."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.accounts.queries import staff_names
from app.network.holidays import holidays_between
from app.network.queries import get_municipality
from app.workshops.planning.clashes import Clash, When
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.queries.calendar import find_clashes


@dataclass(frozen=True, slots=True)
class Preview:
    """One wanted session, the holiday it falls on, and what stands in its way."""

    appointment: When
    holiday: str | None
    clashes: list[Clash]

    @property
    def is_free(self) -> bool:
        return self.holiday is None and not self.clashes


def preview(
    municipality_id: UUID,
    appointments: Sequence[When],
    leaders: Sequence[UUID],
    *,
    besides: Sequence[UUID] = (),
) -> list[Preview]:
    """The wanted sessions with what to know about each; sessions `besides` do not count as in the way."""
    if not appointments:
        return []
    found = find_clashes(municipality_id, appointments, leaders, besides=besides)
    days = [each.on for each in appointments]
    holidays = holidays_between(get_municipality(municipality_id), min(days), max(days))
    return [
        Preview(each, holidays.get(each.on), clashes)
        for each, clashes in zip(appointments, found, strict=True)
    ]


def staff_in(previews: Sequence[Preview]) -> dict[UUID, str]:
    """The names of those who lead something else then."""
    return staff_names(clash.staff_id for each in previews for clash in each.clashes)


def busy(sessions: Sequence[Session], people: Sequence[UUID]) -> list[Preview]:
    """Of the sessions of one series still planned, those at which somebody new leads something else."""
    planned = [each for each in sessions if each.state == SessionState.PLANNED]
    if not planned or not people:
        return []
    found = find_clashes(planned[0].municipality_id, planned, people, besides=[each.id for each in sessions])
    led = [[clash for clash in clashes if not clash.is_of_place] for clashes in found]
    return [Preview(each, None, clashes) for each, clashes in zip(planned, led, strict=True) if clashes]
