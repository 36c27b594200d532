"""Giving out services in the layout of data-inclusion (app/directory/services/exchange.py)."""

from collections.abc import Iterable
from typing import Any

from app.directory.services.exchange import SERVICE, STRUCTURE, Record, to_theirs
from app.directory.services.models import Service, Structure
from app.directory.services.operations.entries import VALUE_FIELDS
from app.skills.queries.catalogue import catalogue


def export_exchange(services: Iterable[Service]) -> dict[str, list[dict[str, Any]]]:
    """The rows of services and of the places they are at: {"structures": […], "services": […]}."""
    listed = list(services)
    places = {each.structure_id: each.structure for each in listed}
    return {
        "structures": [to_theirs(_columns(place), STRUCTURE) for place in places.values()],
        "services": [to_theirs(_record_of(service), SERVICE) for service in listed],
    }


def _record_of(service: Service) -> Record:
    """The record that `to_theirs` turns into a row."""
    views = catalogue().several(service.taught).values()
    texts: dict[str, dict[str, str]] = {}
    for each in service.texts:
        texts.setdefault(each.lang, {})[each.field] = each.value
    return {
        **_columns(service),
        **{name: service.values_of(name) for name in VALUE_FIELDS},
        "structure": service.structure.external_id,
        "competences": sorted(view.key for view in views),
        "texts": texts,
    }


def _columns(thing: Structure | Service) -> Record:
    return {column.key: getattr(thing, column.key) for column in type(thing).__table__.columns}
