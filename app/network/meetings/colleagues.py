"""How the staff is called: accounts stands above the network, and tells it by its declaration."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.core.feature import StaffLookup, declared


def staff_names(staff_ids: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """The names of several people by id; no query for nobody."""
    wanted = {each for each in staff_ids if each}
    (staff,) = declared(StaffLookup)
    return staff.names(wanted) if wanted else {}


def staff_in(municipality_id: UUID) -> Mapping[UUID, str]:
    """Who works in a municipality, by name."""
    (staff,) = declared(StaffLookup)
    return staff.working_in(municipality_id)
