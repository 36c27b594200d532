"""Bringing in services in the layout of data-inclusion (app/directory/exchange.py)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from app.core import audit, clock, states, text
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.permission import Permission
from app.directory import index
from app.directory.exchange import SERVICE, STRUCTURE, Broken, Record, is_service, to_ours
from app.directory.models import (
    DirectoryImport,
    Service,
    ServiceState,
    ServiceText,
    Structure,
)
from app.directory.permissions import demand_edit
from app.directory.queries.services import today
from app.directory.service_card import KIND, TEXT_FIELDS, card_of
from app.directory.services.entries import apply, put_competences
from app.directory.states import SERVICE as STATES
from app.network.queries import get_offered_organisation
from app.skills.queries import catalogue

MOST_ROWS = 5_000
KEPT = timedelta(days=30)
PROBLEM = "_problem"
"""The key under which rows that came back broken say why; it goes when they are sent again."""
LONGEST_FILE = 20 * 1024 * 1024
_NOT_COLUMNS = {"structure", "competences", "texts", "checked_on", "check_every"}


class UnreadableExchange(Conflict):
    """The file is not in this layout at all."""


@dataclass(slots=True)
class Tally:
    """What became of the rows; `broken` as DirectoryImport keeps it."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    broken: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, number: int, broken: Broken, row: Any) -> None:
        kept = row if isinstance(row, dict) else {"row": row}
        self.broken.append({"number": number, "problem": broken.problem, "field": broken.field, "row": kept})


def read_exchange(data: bytes) -> list[Any]:
    """The rows of a file: one list of structures and services, or an object with both lists.

    Raises UnreadableExchange.
    """
    if len(data) > LONGEST_FILE:
        raise UnreadableExchange
    try:
        content = json.loads(data)
        # Half a letter ("\ud800") and NaN can be read, but neither kept nor given out again.
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise UnreadableExchange from error
    if isinstance(content, dict):
        parts = [content.get("structures", []), content.get("services", [])]
        if not all(isinstance(part, list) for part in parts):
            raise UnreadableExchange
        content = [*parts[0], *parts[1]]
    if not isinstance(content, list) or not content or len(content) > MOST_ROWS:
        raise UnreadableExchange
    return content


def import_exchange(
    actor: Actor,
    *,
    import_id: UUID,
    municipality_id: UUID,
    organisation_id: UUID,
    rows: Sequence[Any],
    publish: bool = False,
) -> DirectoryImport:
    """Bring in rows for one organisation; the good ones enter, the broken ones stay in the report.

    A row is known again by source and id: the same file twice changes nothing. What was changed here on a
    later day than the row says stays as it is. New services are proposed, or with `publish` published.
    """
    demand_edit(actor, municipality_id, organisation_id)
    if publish:
        actor.demand(Permission.DIRECTORY_PUBLISH, municipality_id)
    get_offered_organisation(municipality_id, organisation_id)
    importer = _Importer(actor, municipality_id, organisation_id, publish=publish)
    tally = importer.bring_all(rows)
    index.put_all([card_of(service) for service in importer.touched.values()])
    report = DirectoryImport(id=import_id, municipality_id=municipality_id, kind=KIND, created_by=actor.id)
    report.added, report.changed, report.unchanged = tally.added, tally.changed, tally.unchanged
    report.broken = sorted(tally.broken, key=lambda each: int(each["number"]))
    db.session.add(report)
    audit.record(
        actor,
        "directory.imported",
        "directory_import",
        report.id,
        municipality_id=municipality_id,
        added=tally.added,
        changed=tally.changed,
        broken=len(tally.broken),
    )
    db.session.flush()
    return report


def forget_imports() -> None:
    """Remove reports older than a month (nightly)."""
    db.session.execute(delete(DirectoryImport).where(DirectoryImport.created_at < clock.now() - KEPT))


class _Importer:
    """Brings rows into one municipality; knows what is there from two queries."""

    def __init__(self, actor: Actor, municipality_id: UUID, organisation_id: UUID, *, publish: bool) -> None:
        self.actor, self.where, self.organisation_id = actor, municipality_id, organisation_id
        self.publish = publish
        self.today = today(municipality_id)
        self.competences = {key: view.id for key, view in catalogue().keys.items()}
        self.services = {
            (each.source, each.external_id): each
            for each in db.session.scalars(
                select(Service)
                .where(Service.municipality_id == municipality_id)
                .options(
                    selectinload(Service.texts),
                    selectinload(Service.values),
                    selectinload(Service.competences),
                )
                .with_for_update()
            )
        }
        self.places = {
            (each.source, each.external_id): each
            for each in db.session.scalars(
                select(Structure).where(Structure.municipality_id == municipality_id).with_for_update()
            )
        }
        self.seen: set[tuple[bool, str, str]] = set()
        self.touched: dict[UUID, Service] = {}

    def bring_all(self, rows: Sequence[Any]) -> Tally:
        """Places before the services that name them."""
        tally = Tally()
        numbered = list(enumerate(rows, 1))
        for number, row in sorted(
            numbered, key=lambda pair: isinstance(pair[1], dict) and is_service(pair[1])
        ):
            try:
                self._bring(row, tally)
            except Broken as broken:
                tally.refuse(number, broken, row)
        return tally

    def _bring(self, row: object, tally: Tally) -> None:
        if not isinstance(row, dict):
            raise Broken("no_row")
        row = {key: value for key, value in row.items() if key != PROBLEM}
        of_service = is_service(row)
        record = to_ours(row, SERVICE if of_service else STRUCTURE)
        key = (of_service, record["source"], record["external_id"])
        if key in self.seen:
            raise Broken("twice", "id")
        outcome = self._service(record) if of_service else self._structure(record)
        self.seen.add(key)
        setattr(tally, outcome, getattr(tally, outcome) + 1)

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
        if not self._is_ours(place):
            raise Broken("not_yours", "id")
        if place.updated_on > record["updated_on"]:
            return "unchanged"
        touched = [name for name, value in record.items() if getattr(place, name) != value]
        for name in touched:
            setattr(place, name, record[name])
        place.sort_key = text.fold(place.name)
        place.version += bool(touched)
        if touched:
            self.touched |= {each.id: each for each in self.services.values() if each.structure is place}
        return "changed" if touched else "unchanged"

    def _is_ours(self, place: Structure) -> bool:
        """A partner brings in what is its own; whoever writes everything, everything."""
        return place.organisation_id == self.organisation_id or self.actor.may(
            Permission.DIRECTORY_WRITE, self.where
        )

    def _service(self, record: Record) -> str:
        place = self.places.get((record["source"], record["structure"]))
        if place is None:
            raise Broken("no_structure", "structure_id")
        if not self._is_ours(place):
            raise Broken("not_yours", "structure_id")
        service = self.services.get((record["source"], record["external_id"]))
        if service is None:
            return self._new(record, place)
        if not self._is_ours(service.structure):
            raise Broken("not_yours", "id")
        if service.updated_on > record["updated_on"]:
            return "unchanged"
        touched = self._fill(service, record)
        if service.structure_id != place.id:
            service.structure = place
            touched = True
        if touched:
            service.version += 1
            self.touched[service.id] = service
        return "changed" if touched else "unchanged"

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
        self._fill(service, record)
        if service.checked_on is None:
            service.checked(record["updated_on"])
        db.session.add(service)
        db.session.flush()
        self.services[service.source, service.external_id] = service
        states.move(self.actor, service, STATES, ServiceState.PROPOSED)
        if self.publish:
            states.move(self.actor, service, STATES, ServiceState.PUBLISHED)
        self.touched[service.id] = service
        return "added"

    def _fill(self, service: Service, record: Record) -> bool:
        plain = {name: value for name, value in record.items() if name not in _NOT_COLUMNS}
        touched = bool(apply(service, plain))
        if record["check_every"]:
            touched |= bool(apply(service, {"check_every": record["check_every"]}))
        if record["checked_on"] and record["checked_on"] != service.checked_on:
            service.checked(record["checked_on"])
            touched = True
        touched |= _put_texts(service, record["texts"])
        wanted = [self.competences[key] for key in record["competences"] if key in self.competences]
        return put_competences(service, wanted) or touched


def _put_texts(service: Service, texts: Mapping[str, Mapping[str, str]]) -> bool:
    wanted = {
        (lang, name): value
        for lang, fields in texts.items()
        for name, value in fields.items()
        if name in TEXT_FIELDS
    }
    there = {(each.lang, each.field): each for each in service.texts}
    touched = wanted != {key: each.value for key, each in there.items()}
    for gone in there.keys() - wanted.keys():
        service.texts.remove(there[gone])
    for (lang, name), value in wanted.items():
        if (lang, name) in there:
            there[lang, name].value = value
        else:
            row = ServiceText(municipality_id=service.municipality_id, lang=lang, field=name)
            row.value = value
            service.texts.append(row)
    return touched
