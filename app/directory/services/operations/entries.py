"""Writing services: new ones, changes, texts in other languages, competences."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from app.core import records, text
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.texts import Key, translate
from app.directory.index.drawing import draw
from app.directory.index.permissions import demand_edit
from app.directory.services.models import OWN_SOURCE, Service, ServiceState, ServiceValue, Structure
from app.directory.services.operations.structures import demand_parish
from app.directory.services.queries.services import today
from app.network.protocols.queries.resting import demand_protocol
from app.skills.picker import operations as picker

VALUE_FIELDS = ("themes", "needs", "groups", "reception", "request", "requester", "languages", "zone")
"""What may have several answers; all else is a column of the table."""


def create_service(actor: Actor, *, service_id: UUID, structure: Structure, **values: Any) -> Service:
    """A new draft at a place; whoever writes it has just checked it. Raises NotItsProtocol."""
    where = structure.municipality_id
    demand_edit(actor, structure)
    if known := records.known(Service, service_id, created_by=actor.id, municipality_id=where):
        return known
    demand_parish(values.get("parish_id"), where)
    demand_protocol(values.get("protocol_id"), where, structure.organisation_id)
    service = Service(
        id=service_id,
        municipality_id=where,
        structure=structure,
        source=OWN_SOURCE,
        external_id=f"{OWN_SOURCE}--{service_id}",
        state=ServiceState.DRAFT.value,
        updated_on=today(where),
        created_by=actor.id,
        check_every=values.get("check_every", 180),
        sort_key="",
    )
    put(service, values)
    service.checked(today(where))
    records.add(actor, service)
    draw(service)
    return service


def edit_service(actor: Actor, *, service: Service, version: int, **values: Any) -> list[str]:
    """Change a service read at `version`; what was changed. Raises StaleRecord, NotItsProtocol."""
    demand_edit(actor, service)
    records.demand_version(service, version)
    demand_parish(values.get("parish_id"), service.municipality_id)
    kept = (service.protocol_id, service.organisation_id)
    demand_protocol(values.get("protocol_id"), service.municipality_id, service.organisation_id, kept)
    changed = put(service, values)
    _record(actor, service, changed)
    return changed


def translate_service(actor: Actor, *, service: Service, version: int, texts: Mapping[Key, str]) -> None:
    """Write texts by language and field; an empty one is removed. Raises StaleRecord."""
    demand_edit(actor, service)
    if translate(actor, service, version, texts):
        _draw(service)


def add_competence(actor: Actor, *, service: Service, competence_id: UUID) -> None:
    """Say that a course teaches this competence; NotFound of any other service, as its page is."""
    demand_edit(actor, service)
    _demand_course(service)
    _record(actor, service, ["competences"] if picker.choose(service, competence_id) else [])


def remove_competence(actor: Actor, *, service: Service, competence_id: UUID) -> None:
    """Take a competence away from a course again."""
    demand_edit(actor, service)
    _demand_course(service)
    _record(actor, service, ["competences"] if picker.leave_out(service, competence_id) else [])


def put_competences(service: Service, competence_ids: Iterable[UUID]) -> bool:
    """Make these what a course teaches; any other service takes none. Whether that changed anything."""
    return service.is_course and picker.put_competences(service, competence_ids)


def _demand_course(service: Service) -> None:
    if not service.is_course:
        raise NotFound


def put(service: Service, values: Mapping[str, Any]) -> list[str]:
    """Set what differs; the names of it. Columns of the table, and answers of which there are several."""
    columns = {name: value for name, value in values.items() if name not in VALUE_FIELDS}
    changed = records.put(service, columns)
    changed += [name for name in VALUE_FIELDS if name in values and _put_values(service, name, values[name])]
    service.sort_key = text.fold(service.name)
    if "check_every" in changed and service.checked_on:
        service.checked(service.checked_on)
    return changed


def _put_values(service: Service, field: str, values: Sequence[str]) -> bool:
    there = {each.value: each for each in service.values if each.field == field}
    if list(there) == list(values):
        return False
    for gone in there.keys() - set(values):
        service.values.remove(there[gone])
    for position, value in enumerate(dict.fromkeys(values)):
        if value in there:
            there[value].position = position
        else:
            where = service.municipality_id
            service.values.append(
                ServiceValue(municipality_id=where, field=field, value=value, position=position)
            )
    return True


def _record(actor: Actor, service: Service, changed: Sequence[str]) -> None:
    records.record_edit(actor, service, changed)
    if changed:
        _draw(service)


def _draw(service: Service) -> None:
    service.updated_on = today(service.municipality_id)
    draw(service)
