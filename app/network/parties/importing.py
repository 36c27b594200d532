"""Bringing in a list of parties: what is known under another spelling stays one, and the list says so.

What a list says never writes over what is noted: it fills what is empty. Who could be somebody known is not
guessed: such a row stays out, unless whoever brings the list says that it is another one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.drafts import sent_for
from app.core.permission import Permission
from app.core.reading import GoodRow, Reading
from app.core.sheets import rows_kept
from app.core.task_work import batch
from app.core.tasks import Work
from app.core.text import fold
from app.network.parties import attaching
from app.network.parties.attached import NameSort, PartyName
from app.network.parties.list_columns import read_parties
from app.network.parties.models import OrganisationKind, Party
from app.network.parties.naming import Named, NewUnit, key_of
from app.network.parties.operations import Address, create_party
from app.network.parties.queries import get_offered_party, names_in
from app.network.queries import get_zone, list_parishes

TASK, MOST_ROWS = "parties.list", 1_000
FILLS = ("address", "email", "phone")


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Planned:
    """A row, and which party it is about: one that is known, or the new one of this or an earlier row.

    `like`: whom it could be, where that is unclear. `first`: the row that named a new one before.
    """

    row: GoodRow
    fate: Fate
    party_id: UUID
    name: str
    parent_id: UUID | None = None
    first: int | None = None
    like: tuple[UUID, ...] = ()
    lacks_whole: bool = False
    """It says of what it is a part, and nobody knows that."""


@dataclass(frozen=True, slots=True)
class Plan:
    rows: Sequence[Planned]
    new_names: Mapping[UUID, str]
    """By id the names of parties that the list brings."""

    def of(self, fate: Fate) -> Sequence[Planned]:
        return [each for each in self.rows if each.fate == fate]


def read(municipality_id: UUID, sheet: Sequence[Any]) -> Reading:
    """The rows of a list, with the parishes that there are today. Raises MissingColumns."""
    today = clock.today(get_zone(municipality_id))
    return read_parties(
        sheet, {fold(each.name): each.id for each in list_parishes(municipality_id, on=today)}
    )


def plan(municipality_id: UUID, good: Sequence[GoodRow], *, anew: Collection[int] = ()) -> Plan:
    """What would become of the rows; those with a number in `anew` are new, whoever they are like."""
    names, rows = names_in(municipality_id), list[Planned]()
    new, first = dict[UUID, str](), dict[UUID, int]()
    for row in sorted(good, key=lambda each: bool(each.values.get("part_of"))):  # wholes before their parts
        name = row.values["name"]
        meant = names.resolve(name)
        above = row.values.get("part_of", "")
        parent_id = names.resolve(above).party_id if above else None
        lacks = bool(above) and parent_id is None
        if meant.party_id:
            fate = Fate.TWICE if meant.party_id in new else Fate.KNOWN
            rows.append(Planned(row, fate, meant.party_id, name, first=first.get(meant.party_id)))
            continue
        if meant.candidates and row.number not in anew:
            rows.append(Planned(row, Fate.UNCLEAR, new_id(), name, like=meant.candidates))
            continue
        unit = meant.unit or (NewUnit(parent_id, name) if parent_id else None)
        called, whole = (unit.name, unit.parent_id) if unit else (name, None)
        made = Planned(row, Fate.NEW, new_id(), called, whole, lacks_whole=lacks)
        new[made.party_id], first[made.party_id] = made.name, row.number
        for text in filter(None, (made.name, row.values.get("acronym", ""))):
            names.add(Named(made.party_id, text, made.parent_id))
        rows.append(made)
    return Plan(sorted(rows, key=lambda each: each.row.number), new)


def bring_in(actor: Actor, *, municipality_id: UUID, planned: Plan) -> None:
    """Write what was planned; what is unclear stays out."""
    actor.demand(Permission.PARTNERSHIP_WRITE, municipality_id)
    for each in planned.rows:
        if each.fate is not Fate.UNCLEAR:
            _take_in(actor, municipality_id, each)
    db.session.flush()


def bring_list(work: Work) -> Iterator[None]:
    """The same for a long list, by the worker."""
    with batch(work) as task:
        sheet = rows_kept(sent_for(work))
        reading = read(work.municipality_id, sheet)
        planned = plan(work.municipality_id, reading.good, anew=work.asked.get("anew", ()))
        bring_in(work.actor(), municipality_id=work.municipality_id, planned=planned)
        task.done = task.total = len(sheet)
    yield


def _take_in(actor: Actor, municipality_id: UUID, each: Planned) -> None:
    said = each.row.values
    if each.fate is Fate.NEW:
        kind = said.get("kind") or (OrganisationKind.UNIT if each.parent_id else OrganisationKind.OTHER)
        party = create_party(
            actor,
            party_id=each.party_id,
            municipality_id=municipality_id,
            name=each.name,
            kind=kind,
            parent_id=each.parent_id,
            address=Address(**{name: said.get(name) or "" for name in FILLS}),
        )
    else:
        party = get_offered_party(municipality_id, each.party_id)
        empty = {name: said[name] for name in FILLS if said.get(name) and not getattr(party, name)}
        records.record_edit(actor, party, records.put(party, empty))
        if each.name != party.name and key_of(each.name) == key_of(party.name):
            _call(actor, municipality_id, party, each.name, NameSort.SPELLING)
    if said.get("acronym"):
        _call(actor, municipality_id, party, said["acronym"], NameSort.ACRONYM)
    if said.get("parishes"):
        before = [row.parish_id for row in attaching.serving(municipality_id, party.id)]
        every = [*before, *said["parishes"]]
        attaching.serve(actor, municipality_id=municipality_id, party=party, parishes=every)


def _call(actor: Actor, municipality_id: UUID, party: Party, text: str, sort: NameSort) -> None:
    """Another name, if it is none yet."""
    if fold(text) == party.sort_key:
        return
    values = {"text": text, "sort": sort.value}
    of: dict[str, Any] = {"municipality_id": municipality_id, "party": party, "values": values}
    try:
        attaching.note(actor, PartyName, line_id=new_id(), **of)
    except attaching.NotedAlready:
        return
