"""Giving out services in the layout of data-inclusion (app/directory/exchange.py)."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from app.directory.exchange import SERVICE, STRUCTURE, Record, to_theirs
from app.directory.models import Service, Structure
from app.directory.services.entries import VALUE_FIELDS
from app.skills.queries import catalogue


def record_of(thing: Structure | Service, keys: Mapping[UUID, str]) -> Record:
    """The record that `to_theirs` turns into a row; `keys` are those of the competences."""
    columns = {column.key for column in type(thing).__table__.columns}
    record: Record = {name: getattr(thing, name) for name in columns}
    if isinstance(thing, Service):
        record |= {name: thing.values_of(name) for name in VALUE_FIELDS}
        record["structure"] = thing.structure.external_id
        record["competences"] = sorted(
            keys[each.competence_id] for each in thing.competences if each.competence_id in keys
        )
        texts: dict[str, dict[str, str]] = {}
        for each in thing.texts:
            texts.setdefault(each.lang, {})[each.field] = each.value
        record["texts"] = texts
    return record


def export_exchange(services: Iterable[Service]) -> dict[str, list[dict[str, Any]]]:
    """The rows of services and of the places they are at: {"structures": […], "services": […]}."""
    keys = {view.id: key for key, view in catalogue().keys.items()}
    listed = list(services)
    places = {each.structure_id: each.structure for each in listed}
    return {
        "structures": [to_theirs(record_of(place, keys), STRUCTURE) for place in places.values()],
        "services": [to_theirs(record_of(service, keys), SERVICE) for service in listed],
    }
