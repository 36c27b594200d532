"""Bringing in a list of services as a spreadsheet: good rows enter once, however often they are sent.

A list touches only the columns that it has; a cell of these in which nothing stands empties what is here. A
place that the municipality does not have yet is made, by its name, for the organisation that brings the list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from app.core import records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.drafts import sent_for
from app.core.exports import Cell
from app.core.reading import BrokenRow, Fault, GoodRow, Reading, Values, beside, but_for_ours, news
from app.core.sheets import rows_kept
from app.core.task_work import batch
from app.core.tasks import Work
from app.core.text import fold
from app.core.values import Problem
from app.directory.index import operations as index
from app.directory.index.lists import Foreseen, broken_rows, kept
from app.directory.index.models import DirectoryImport
from app.directory.index.permissions import may_edit
from app.directory.services.card import card_of, whole
from app.directory.services.models import COURSE, Service, ServiceState, Structure
from app.directory.services.operations.entries import create_service, put, put_competences
from app.directory.services.operations.importing import demand_import
from app.directory.services.operations.structures import create_structure
from app.directory.services.queries.services import today
from app.directory.services.service_columns import HEADINGS, columns
from app.directory.services.service_rows import read_services, written
from app.directory.services.states import SERVICE as STATES

TASK, LIST, ACT, AT_ONCE = "services.list", "service list", "directory.listed", 50
"""What its task is called, its kind of import, what the trail calls it, and rows written in one go."""


@dataclass(frozen=True, slots=True)
class Brought:
    """For whom a list is brought, and whether what is new is published."""

    actor: Actor
    municipality_id: UUID
    organisation_id: UUID
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A row beside the service that it is about, None for a new one: what it says that is not here yet.

    With `faults` it stays out; it enters without the cells that are `left_out`. `ours` are the cells of a
    list of ours by heading.
    """

    row: GoodRow
    service: Service | None
    new: Values
    faults: tuple[Fault, ...]
    left_out: tuple[Fault, ...]
    ours: Mapping[str, Cell] = field(default_factory=dict)


def import_listed(brought: Brought, *, import_id: UUID, reading: Reading) -> DirectoryImport:
    """Take in what was read of a list; what keeps a row out stands in the report."""
    _demand(brought)
    report = _new_report(brought, import_id, reading)
    for at in range(0, len(reading.good), AT_ONCE):
        _take_in(brought, report, reading.good[at : at + AT_ONCE])
    index.keep_report(brought.actor, report, act=ACT)
    return report


def bring_listed(work: Work) -> Iterator[None]:
    """The same for a long list, some rows a step; whoever was killed goes on where they were."""
    reading = read_services(rows_kept(sent_for(work)))
    organisation_id, publish = UUID(work.asked["organisation_id"]), bool(work.asked["publish"])
    is_over = False
    while not is_over:
        with batch(work) as task:
            brought = Brought(work.actor(), work.municipality_id, organisation_id, publish)
            _demand(brought)
            report = db.session.get(DirectoryImport, work.id)
            if report is None:
                report = _new_report(brought, work.id, reading)
                db.session.add(report)
            some = reading.good[task.done : task.done + AT_ONCE]
            _take_in(brought, report, some)
            task.done, task.total = task.done + len(some), len(reading.good)
            is_over = task.done == task.total
            if is_over:
                index.keep_report(brought.actor, report, act=ACT)
        yield


def foresee(brought: Brought, reading: Reading) -> Foreseen:
    """What would become of a list; nothing is written. Rows that would stay out join the broken ones."""
    _demand(brought)
    foreseen = Foreseen()
    for at in range(0, len(reading.good), AT_ONCE):
        some = reading.good[at : at + AT_ONCE]
        places = _places(brought, some)
        compared = list(_compared(brought, some, to_change=False))
        reading.broken[:] = _with_faults(reading.broken, compared)
        for each in compared:
            place = each.row.values.get("place", "")
            if each.faults:
                continue
            if each.service:
                foreseen.count(each.new, HEADINGS)
            else:
                foreseen.added += 1
            if place and fold(place) not in places:
                foreseen.places[place] = None
    return foreseen


def _demand(brought: Brought) -> None:
    demand_import(brought.actor, brought.municipality_id, brought.organisation_id, publish=brought.publish)


def _new_report(brought: Brought, import_id: UUID, reading: Reading) -> DirectoryImport:
    report = index.new_report(brought.actor, import_id, brought.municipality_id, LIST)
    report.broken = [kept(each) for each in reading.broken]
    return report


def _take_in(brought: Brought, report: DirectoryImport, good: Sequence[GoodRow]) -> None:
    places, touched = _places(brought, good), []
    compared = list(_compared(brought, good, to_change=True))
    for each in compared:
        if each.faults:
            continue
        if each.service and not each.new:
            report.unchanged += 1
        else:
            touched.append(_write(brought, each, places))
            report.added += each.service is None
            report.changed += each.service is not None
    report.broken = [kept(each) for each in _with_faults(broken_rows(report, HEADINGS), compared)]
    index.put_all([card_of(service) for service in touched])


def _write(brought: Brought, each: Compared, places: dict[str, Structure]) -> Service:
    new, service = dict(each.new), each.service
    competences, place_name = new.pop("competences", None), new.pop("place", "")
    place = _place(brought, place_name, places) if place_name else None
    if service:
        service.structure = place or service.structure
        put(service, new)
        service.updated_on = today(brought.municipality_id)
        service.version += 1
    else:
        assert place, "a new one without a place stays out"
        known_as: Values = {name: new.pop(name) for name in ("source", "external_id") if name in new}
        service = create_service(brought.actor, service_id=new_id(), structure=place, **new)
        records.put(service, known_as)
        STATES.move(brought.actor, service, ServiceState.PROPOSED)
        if brought.publish:
            STATES.move(brought.actor, service, ServiceState.PUBLISHED)
    if competences is not None:
        put_competences(service, competences)
    db.session.flush()
    return service


def _place(brought: Brought, name: str, places: dict[str, Structure]) -> Structure:
    """The place of a name, or a new one."""
    key = fold(name)
    if key not in places:
        places[key] = create_structure(
            brought.actor,
            structure_id=new_id(),
            municipality_id=brought.municipality_id,
            organisation_id=brought.organisation_id,
            name=name,
        )
    return places[key]


def _places(brought: Brought, good: Sequence[GoodRow]) -> dict[str, Structure]:
    """The places that rows name, by name; of two of a name that of the organisation that brings them."""
    names = {fold(each.values["place"]) for each in good if "place" in each.values}
    there = select(Structure).where(
        Structure.municipality_id == brought.municipality_id, Structure.sort_key.in_(names)
    )
    found = sorted(
        db.session.scalars(there), key=lambda each: (each.organisation_id == brought.organisation_id, each.id)
    )
    return {each.sort_key: each for each in found}


def _compared(brought: Brought, good: Sequence[GoodRow], *, to_change: bool) -> Iterator[Compared]:
    known, places = _known(brought, good, to_change=to_change), _places(brought, good)
    found = [(row, _one_of(known, row.values)) for row in good]
    services = [service for _, service in found if service]
    rows = dict(zip((each.id for each in services), written(services), strict=True))
    asked = columns()
    for row, service in found:
        place = places.get(fold(row.values.get("place", "")))
        if service is None:
            new = dict(row.values)
            left_out = tuple(_left_out(new, new.get("kind")))
            yield Compared(row, None, new, tuple(_why_not_new(brought, new, place)), left_out)
            continue
        ours = dict(zip(HEADINGS.values(), rows[service.id], strict=True))
        new = news(row.values, asked, dict(zip(HEADINGS, rows[service.id], strict=True)))
        if set(new.get("competences", ())) == set(service.taught):
            new.pop("competences", None)
        left_out = tuple(_left_out(new, new.get("kind", service.kind)))
        faults = tuple(_why_not_changed(brought, service, new, place))
        yield Compared(row, service, new, faults, left_out, ours)


def _known(brought: Brought, good: Sequence[GoodRow], *, to_change: bool) -> Sequence[Service]:
    """The services that rows could be about, by number or name; kept from others until this is written."""
    numbers = {each.values["external_id"] for each in good if "external_id" in each.values}
    names = {fold(each.values["name"]) for each in good if "external_id" not in each.values}
    query = (
        select(Service)
        .join(Service.structure)
        .where(
            Service.municipality_id == brought.municipality_id,
            or_(Service.external_id.in_(numbers), Service.sort_key.in_(names)),
        )
        .options(contains_eager(Service.structure), *whole())
        .order_by(Service.id)
    )
    return db.session.scalars(query.with_for_update(of=Service) if to_change else query).all()


def _one_of(known: Sequence[Service], values: Values) -> Service | None:
    """The service that a row is about: by its number, else by its name and, where it says one, its place."""
    if number := values.get("external_id"):
        key = (values["source"], number)
        return next((each for each in known if (each.source, each.external_id) == key), None)
    name, place = fold(values["name"]), fold(values.get("place", ""))
    called = [each for each in known if each.sort_key == name and place in {"", each.structure.sort_key}]
    return called[0] if len(called) == 1 else None


def _left_out(new: Values, kind: str | None) -> Iterator[Fault]:
    """What a service of this kind does not take, taken out of what is new."""
    if kind != COURSE and new.pop("competences", ()):
        yield Fault(Problem.NO_COURSE, HEADINGS["competences"])


def _why_not_new(brought: Brought, values: Values, place: Structure | None) -> Iterator[Fault]:
    """What a new service has to say, and whose place it may be at."""
    yield from (
        Fault(Problem.MISSING, HEADINGS[name]) for name in ("place", "description") if not values.get(name)
    )
    if place and not may_edit(brought.actor, place):
        yield Fault(Problem.FOREIGN, HEADINGS["place"])


def _why_not_changed(
    brought: Brought, service: Service, new: Values, place: Structure | None
) -> Iterator[Fault]:
    if new and not may_edit(brought.actor, service):
        yield Fault(Problem.FOREIGN, HEADINGS["name"])
    if "place" in new and place and not may_edit(brought.actor, place):
        yield Fault(Problem.FOREIGN, HEADINGS["place"])
    if "description" in new and not new["description"]:
        yield Fault(Problem.MISSING, HEADINGS["description"])


def _with_faults(broken: Sequence[BrokenRow], compared: Sequence[Compared]) -> list[BrokenRow]:
    """The rows with a fault, with what comparing them has shown."""
    found = [
        BrokenRow(each.row.number, each.row.cells, (*each.faults, *each.left_out), not each.faults)
        for each in compared
        if each.faults or each.left_out
    ]
    return beside(but_for_ours(broken, {each.row.number: each.ours for each in compared}), found)
