"""Rows in the layout of data-inclusion on their way in (app/directory/services/operations/importing.py)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from app.core import records, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.core.texts import Key as TextKey
from app.core.texts import put_texts, written
from app.directory.index import operations as index
from app.directory.index.models import DirectoryImport
from app.directory.services.card import card_of, whole
from app.directory.services.exchange import (
    SERVICE,
    STRUCTURE,
    Broken,
    Record,
    Understood,
    is_service,
    to_ours,
)
from app.directory.services.models import COURSE, Service, ServiceState, Structure
from app.directory.services.operations.entries import put, put_competences
from app.directory.services.states import SERVICE as STATES
from app.directory.services.wording import TEXT_LABELS
from app.skills.queries.catalogue import catalogue

PROBLEM = "_problem"
"""The key under which rows that came back broken say why; it goes when they are sent again."""
_NO_VALUES = {"structure", "competences", "texts", "checked_on", "check_every"}
Key = tuple[str, str]
EntryKey = tuple[bool, str, str]
"""Whether it is a service, its source and its id there."""
Numbered = tuple[int, object]


def in_order(rows: Sequence[object]) -> list[Numbered]:
    """Rows by their numbers, places before the services that name them."""
    return sorted(enumerate(rows, 1), key=lambda pair: isinstance(pair[1], dict) and is_service(pair[1]))


@dataclass(slots=True)
class Seen:
    """What a file would bring in: its places and services, and the rows with something wrong."""

    places: int = 0
    services: int = 0
    broken: list[dict[str, Any]] = field(default_factory=list)


def look_through(rows: Sequence[object]) -> Seen:
    """Every row of a file; whether what it hangs on is here shows when it is brought in."""
    seen = Seen()
    for number, row in enumerate(rows, 1):
        understood = _read(row)
        if understood.record:
            seen.services += is_service(row)
            seen.places += not is_service(row)
        if understood.faults:
            has_entered = understood.record is not None
            seen.broken.append(_kept(number, row, understood.faults, has_entered=has_entered))
    return seen


def stayed_out(report: DirectoryImport) -> set[int]:
    """The numbers of the rows that did not enter."""
    return {each["number"] for each in report.broken if not each.get("has_entered")}


def keys_of(numbered: Sequence[Numbered], *, but_for: Collection[int]) -> set[EntryKey]:
    """The keys of rows that are in already; those with these numbers are not."""
    found = (_read(row).record for number, row in numbered if number not in but_for)
    return {_key_of(each) for each in found if each}


class Importer:
    """Brings some rows at a time into one municipality and counts them; `seen` are those brought before."""

    def __init__(
        self,
        actor: Actor,
        report: DirectoryImport,
        organisation_id: UUID,
        *,
        publish: bool,
        seen: set[EntryKey] | None = None,
    ) -> None:
        self.actor, self.report, self.organisation_id = actor, report, organisation_id
        self.where, self.publish = report.municipality_id, publish
        self.seen = set() if seen is None else seen

    def bring(self, numbered: Sequence[Numbered]) -> None:
        """Put them in; those with something wrong stay in the report."""
        rows = [(number, row, _read(row)) for number, row in numbered]
        self._look_up([understood.record for _, _, understood in rows if understood.record])
        self.touched: dict[UUID, Service] = {}
        broken = []
        for number, row, understood in rows:
            faults, has_entered = list(understood.faults), False
            if understood.record:
                try:
                    outcome = self._bring(understood.record)
                except Broken as wrong:
                    faults.append(wrong)
                else:
                    has_entered = True
                    setattr(self.report, outcome, getattr(self.report, outcome) + 1)
            if faults:
                broken.append(_kept(number, row, faults, has_entered=has_entered))
        self.report.broken = [*self.report.broken, *broken]
        index.put_all([card_of(service) for service in self.touched.values()])

    def _look_up(self, records: Sequence[Record]) -> None:
        """What is here of these rows, in two queries, kept from others until this is written."""
        numbers = {each["external_id"] for each in records}
        named = {each["structure"] for each in records if "structure" in each}
        self.services: dict[Key, Service] = _by_key(self._of(Service, numbers).options(*whole()))
        self.places: dict[Key, Structure] = _by_key(self._of(Structure, numbers | named))

    def _of(self, model: type[Any], numbers: set[str]) -> Select[Any]:
        there = select(model).where(model.municipality_id == self.where, model.external_id.in_(numbers))
        return there.with_for_update(of=model)

    def _bring(self, record: Record) -> str:
        """What became of a row: "added", "changed" or "unchanged"; raises Broken."""
        seen = _key_of(record)
        if seen in self.seen:
            raise Broken("twice", "id")
        outcome = self._service(record) if seen[0] else self._structure(record)
        self.seen.add(seen)
        return outcome

    def _structure(self, record: Record) -> str:
        key = (record["source"], record["external_id"])
        place = self.places.get(key)
        if place is None:
            place = Structure(
                id=new_id(),
                municipality_id=self.where,
                organisation_id=self.organisation_id,
                created_by=self.actor.id,
                sort_key=text.fold(record["name"]),
                **record,
            )
            db.session.add(place)
            self.places[key] = place
            return "added"
        self._demand_ours(place, "id")
        if place.updated_on > record["updated_on"] or not records.put(place, record):
            return "unchanged"
        place.sort_key = text.fold(place.name)
        place.version += 1
        held_there = select(Service).where(Service.structure_id == place.id).options(*whole())
        self.touched |= {each.id: each for each in db.session.scalars(held_there)}
        return "changed"

    def _demand_ours(self, place: Structure, field: str) -> None:
        """A partner brings in what is its own; whoever writes everything, everything."""
        writes = self.actor.may(Permission.DIRECTORY_WRITE, self.where)
        if place.organisation_id != self.organisation_id and not writes:
            raise Broken("not_yours", field)

    def _service(self, record: Record) -> str:
        place = self.places.get((record["source"], record["structure"]))
        if place is None:
            raise Broken("no_structure", "structure_id")
        self._demand_ours(place, "structure_id")
        service = self.services.get((record["source"], record["external_id"]))
        if service is None:
            return self._new(record, place)
        self._demand_ours(service.structure, "id")
        if service.updated_on > record["updated_on"]:
            return "unchanged"
        touched = _fill(service, record)
        if service.structure_id != place.id:
            service.structure = place
            touched = True
        if not touched:
            return "unchanged"
        service.version += 1
        self.touched[service.id] = service
        return "changed"

    def _new(self, record: Record, place: Structure) -> str:
        service = Service(
            id=new_id(),
            municipality_id=self.where,
            structure=place,
            source=record["source"],
            external_id=record["external_id"],
            state=ServiceState.DRAFT.value,
            created_by=self.actor.id,
            check_every=180,
        )
        _fill(service, record)
        if service.checked_on is None:
            service.checked(record["updated_on"])
        db.session.add(service)
        db.session.flush()
        self.services[service.source, service.external_id] = service
        STATES.move(self.actor, service, ServiceState.PROPOSED)
        if self.publish:
            STATES.move(self.actor, service, ServiceState.PUBLISHED)
        self.touched[service.id] = service
        return "added"


def _read(row: object) -> Understood:
    if not isinstance(row, dict):
        return Understood(None, (Broken("no_row"),))
    row = {key: value for key, value in row.items() if key != PROBLEM}
    understood = to_ours(row, SERVICE if is_service(row) else STRUCTURE)
    record = understood.record or {}
    if record.get("competences") and record.get("kind", COURSE) != COURSE:
        return Understood(record, (*understood.faults, Broken("no_course", "competences")))
    return understood


def _kept(number: int, row: object, faults: Sequence[Broken], *, has_entered: bool) -> dict[str, Any]:
    """A row with something wrong, as the report keeps it."""
    return {
        "number": number,
        "faults": [[each.problem, each.field] for each in faults],
        "has_entered": has_entered,
        "row": row if isinstance(row, dict) else {"row": row},
    }


def _key_of(record: Record) -> EntryKey:
    return "structure" in record, record["source"], record["external_id"]


def _by_key(query: Select[Any]) -> dict[Key, Any]:
    return {(each.source, each.external_id): each for each in db.session.scalars(query)}


def _fill(service: Service, record: Record) -> bool:
    """Make a service what a record says; whether that changed anything."""
    values = {name: value for name, value in record.items() if name not in _NO_VALUES}
    if record["check_every"]:
        values["check_every"] = record["check_every"]
    touched = bool(put(service, values))
    if record["checked_on"] and record["checked_on"] != service.checked_on:
        service.checked(record["checked_on"])
        touched = True
    touched |= bool(put_texts(service, dict.fromkeys(written(service), "") | _texts(record)))
    return put_competences(service, _competences(service, record)) or touched


def _texts(record: Record) -> dict[TextKey, str]:
    return {
        (lang, name): value
        for lang, fields in record["texts"].items()
        for name, value in fields.items()
        if name in TEXT_LABELS
    }


def _competences(service: Service, record: Record) -> list[UUID]:
    """Those that we know; a retired one only where the service has it."""
    known, there = catalogue(), {each.competence_id for each in service.competences}
    views = (known.by_key(key) for key in record["competences"])
    return [view.id for view in views if view and (not view.is_retired or view.id in there)]
