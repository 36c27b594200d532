"""Giving out services in the layout of data-inclusion (app/directory/services/exchange.py)."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from app.directory.services.exchange import SERVICE, STRUCTURE, Record, to_theirs
from app.directory.services.models import Service, Structure
from app.directory.services.operations.entries import VALUE_FIELDS
from app.skills.queries.catalogue import catalogue_for
from app.skills.snapshot import Catalogue

LISTS = ("structures", "services")
Pair = tuple[dict[str, Any] | None, dict[str, Any]]
"""What stands in each of the LISTS for a service: its place, unless that stands there already, and itself."""


def exchange_rows() -> Callable[[Sequence[Any]], Iterator[Pair]]:
    """What makes the rows of one file of the services that were read, some at a time: of each place one."""
    given: set[UUID] = set()

    def rows(found: Sequence[Any]) -> Iterator[Pair]:
        services: list[Service] = [each for (each,) in found]
        competences = catalogue_for(id_ for each in services for id_ in each.taught)
        for each in services:
            is_new = each.structure_id not in given
            given.add(each.structure_id)
            place = to_theirs(_columns(each.structure), STRUCTURE) if is_new else None
            yield place, to_theirs(_record_of(each, competences), SERVICE)

    return rows


def _record_of(service: Service, competences: Catalogue) -> Record:
    """The record that `to_theirs` turns into a row."""
    texts: dict[str, dict[str, str]] = {}
    for each in service.texts:
        texts.setdefault(each.lang, {})[each.field] = each.value
    return {
        **_columns(service),
        **{name: service.values_of(name) for name in VALUE_FIELDS},
        "structure": service.structure.external_id,
        "competences": sorted(view.key for view in competences.several(service.taught).values()),
        "texts": texts,
    }


def _columns(thing: Structure | Service) -> Record:
    return {column.key: getattr(thing, column.key) for column in type(thing).__table__.columns}
