"""The staff by id and name, for what stands below the accounts: owners and authors there are plain ids."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.core.feature import StaffLookup, declared


def staff_names(ids: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """The names of several people by id, in one query; ids of nobody are left out."""
    return _lookup().names(ids)


def staff_in(municipality_id: UUID) -> Mapping[UUID, str]:
    """Who works in a municipality now, by name."""
    return _lookup().working_in(municipality_id)


def _lookup() -> StaffLookup:
    (found,) = declared(StaffLookup)
    return found
