"""Writing services: new ones, changes, texts in other languages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict, Unpack
from uuid import UUID

from app.core import audit, text
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, StaleRecord
from app.directory.models import (
    OWN_SOURCE,
    Service,
    ServiceCompetence,
    ServiceState,
    ServiceText,
    ServiceValue,
    Structure,
)
from app.directory.permissions import demand_edit
from app.directory.queries.services import today
from app.directory.service_card import TEXT_FIELDS
from app.directory.services.drawing import draw
from app.directory.services.structures import check_parish

VALUE_FIELDS = ("themes", "needs", "groups", "reception", "request", "requester", "languages", "zone")


class ServiceChanges(TypedDict, total=False):
    """What of a service can be changed; what is left out stays. The lists are values of vocabularies."""

    name: str
    description: str
    kind: str
    cost: str
    cost_detail: str
    groups_detail: str
    access_conditions: str
    what_to_bring: str
    request_detail: str
    request_url: str
    contact_name: str
    phone: str
    email: str
    address: str
    address_more: str
    postal_code: str
    town: str
    directions: str
    opening_hours: str
    parish_id: UUID | None
    weekly_hours: float | None
    weeks: int | None
    check_every: int
    themes: Sequence[str]
    needs: Sequence[str]
    groups: Sequence[str]
    reception: Sequence[str]
    request: Sequence[str]
    requester: Sequence[str]
    languages: Sequence[str]
    zone: Sequence[str]


def create_service(
    actor: Actor, *, service_id: UUID, structure: Structure, **values: Unpack[ServiceChanges]
) -> Service:
    """A new draft at a place; whoever writes it has just checked it. The same id again is the same row."""
    where = structure.municipality_id
    demand_edit(actor, where, structure.organisation_id)
    if known := db.session.get(Service, service_id):
        if (known.created_by, known.municipality_id) != (actor.id, where):
            raise Conflict
        return known
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
    check_parish(values.get("parish_id"), where)
    apply(service, values)
    service.checked(today(where))
    db.session.add(service)
    _record(actor, "service.created", service)
    draw(service)
    return service


def edit_service(
    actor: Actor, *, service: Service, version: int, **changes: Unpack[ServiceChanges]
) -> list[str]:
    """Change a service read at `version`; what was changed. Raises StaleRecord when somebody did since."""
    _open(actor, service, version)
    check_parish(changes.get("parish_id"), service.municipality_id)
    touched = apply(service, changes)
    if touched:
        _touch(actor, service, touched)
    return touched


def translate_service(
    actor: Actor, *, service: Service, version: int, language: str, texts: Mapping[str, str]
) -> None:
    """Write the texts of one other language; an empty one is removed. Raises StaleRecord."""
    _open(actor, service, version)
    there = {each.field: each for each in service.texts if each.lang == language}
    touched = []
    for field in TEXT_FIELDS:
        value = texts.get(field, "")
        if value == (there[field].value if field in there else ""):
            continue
        touched.append(field)
        if field in there and value:
            there[field].value = value
        elif field in there:
            service.texts.remove(there[field])
        else:
            row = ServiceText(municipality_id=service.municipality_id, lang=language, field=field)
            row.value = value
            service.texts.append(row)
    if touched:
        _touch(actor, service, [f"{field}:{language}" for field in touched])


def set_competences(actor: Actor, *, service: Service, version: int, competence_ids: Iterable[UUID]) -> None:
    """Say for whom, by what they can do, the service is interesting. Raises StaleRecord."""
    _open(actor, service, version)
    if put_competences(service, competence_ids):
        _touch(actor, service, ["competences"])


def put_competences(service: Service, competence_ids: Iterable[UUID]) -> bool:
    """Make the competences these; whether that changed anything."""
    wanted, there = set(competence_ids), {each.competence_id: each for each in service.competences}
    for gone in there.keys() - wanted:
        service.competences.remove(there[gone])
    service.competences += [
        ServiceCompetence(municipality_id=service.municipality_id, competence_id=new)
        for new in sorted(wanted - there.keys())
    ]
    return wanted != there.keys()


def apply(service: Service, changes: Mapping[str, object]) -> list[str]:
    """Set what differs; the names of it. Columns of the table, and answers of which there are several."""
    touched = []
    for field, value in changes.items():
        if field in VALUE_FIELDS:
            assert isinstance(value, Sequence)
            if _set_values(service, field, [str(each) for each in value]):
                touched.append(field)
        elif getattr(service, field) != value:
            setattr(service, field, value)
            touched.append(field)
    service.sort_key = text.fold(service.name)
    if "check_every" in touched and service.checked_on:
        service.checked(service.checked_on)
    return touched


def _set_values(service: Service, field: str, values: Sequence[str]) -> bool:
    there = {each.value: each for each in service.values if each.field == field}
    if list(there) == list(values):
        return False
    for gone in there.keys() - set(values):
        service.values.remove(there[gone])
    for position, value in enumerate(dict.fromkeys(values)):
        if value in there:
            there[value].position = position
        else:
            row = ServiceValue(municipality_id=service.municipality_id, field=field, value=value)
            row.position = position
            service.values.append(row)
    return True


def _open(actor: Actor, service: Service, version: int) -> None:
    demand_edit(actor, service.municipality_id, service.structure.organisation_id)
    db.session.refresh(service, ["version"], with_for_update=True)
    if service.version != version:
        raise StaleRecord(service.version)


def _touch(actor: Actor, service: Service, fields: Iterable[str]) -> None:
    service.version += 1
    service.updated_on = today(service.municipality_id)
    _record(actor, "service.edited", service, fields)
    draw(service)


def _record(actor: Actor, action: str, service: Service, fields: Iterable[str] = ()) -> None:
    where = service.municipality_id
    audit.record(actor, action, "service", service.id, municipality_id=where, fields=fields)
