"""What stands in a list: answers to cards, own words, and what the office adds to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import NotFound
from app.core.machine import Machine, Step
from app.core.permission import Permission
from app.core.text import fold, tidy
from app.skills import snapshot
from app.skills.models.inventory import EntryState, Inventory, InventoryEntry, RemovedEntry
from app.skills.operations.inventories import demand_change, lock
from app.skills.operations.removed import keep_removed
from app.skills.queries.inventories import entries_to_change
from app.skills.queries.removed import values_of
from app.skills.scales import Frequency, Level, Wish
from app.skills.snapshot import CompetenceView

LONGEST_WORDS = 300
STATES = Machine(
    Step(EntryState.DECLARED, EntryState.EVIDENCED),
    Step(EntryState.DECLARED, EntryState.CONFIRMED),
    Step(EntryState.EVIDENCED, EntryState.CONFIRMED),
    # Where what spoke for it turns out not to be true, such as an attendance noted by mistake.
    Step(EntryState.EVIDENCED, EntryState.DECLARED),
    # Where it was agreed on with somebody else.
    Step(EntryState.CONFIRMED, EntryState.EVIDENCED),
    Step(EntryState.CONFIRMED, EntryState.DECLARED),
)


def answer_card(
    actor: Actor, *, inventory: Inventory, competence_id: UUID, context: str, frequency: str | None
) -> InventoryEntry | None:
    """Answer a card, again if need be. "never" stays as an answer; None takes the answer back."""
    lock(actor, inventory)
    entry = _entry_for(inventory, competence_id)
    if frequency is None:
        if entry is not None:
            _remove(actor, entry)
            db.session.flush()
        return None
    if entry is None:
        entry = new_entry(inventory, _checked(competence_id), context)
    entry.frequency = Frequency(frequency).value
    if entry.frequency == Frequency.NEVER:
        entry.level = entry.wish = None
    db.session.flush()
    record(actor, "entry.answered", entry, "frequency")
    return entry


def describe_entry(
    actor: Actor, *, entry: InventoryEntry, level: str | None = None, wish: str | None = None
) -> None:
    """Say how well and whether with pleasure; None leaves what was said before."""
    lock(actor, entry.inventory)
    if level:
        entry.level = Level(level).value
    if wish:
        entry.wish = Wish(wish).value
    record(actor, "entry.described", entry, *(["level"] if level else []), *(["wish"] if wish else []))


def add_own_words(
    actor: Actor,
    *,
    inventory: Inventory,
    text: str,
    language: str,
    context: str = "",
    competence_id: UUID | None = None,
) -> InventoryEntry:
    """Keep what the person said as they said it, at once with the competence where it was found.

    The same words twice are one entry. `language` is the one spoken, noted where it is not the list's.
    """
    lock(actor, inventory)
    said = tidy(text)[:LONGEST_WORDS]
    entry = _entry_for(inventory, competence_id) if competence_id else _entry_saying(inventory, said)
    if entry is None:
        competence = _checked(competence_id) if competence_id else None
        entry = new_entry(inventory, competence, context)
    entry.own_words = said
    if entry.frequency == Frequency.NEVER:
        entry.frequency = None
    db.session.flush()
    record(actor, "entry.said", entry, "own_words", language=language)
    return entry


def link_entry(actor: Actor, *, entry: InventoryEntry, competence_id: UUID) -> InventoryEntry:
    """Own words turn out to be a competence; where the list has it already, the two become one."""
    inventory = entry.inventory
    lock(actor, inventory)
    there = _entry_for(inventory, competence_id)
    if there is None:
        competence = _checked(competence_id)
        entry.competence_id, entry.context = competence.id, entry.context or competence.main_context
    elif there is not entry:
        there.own_words = "; ".join(filter(None, (there.own_words, entry.own_words)))[:LONGEST_WORDS]
        if there.frequency in {None, Frequency.NEVER.value}:
            there.frequency = entry.frequency
        inventory.entries.remove(entry)
        entry = there
    db.session.flush()
    record(actor, "entry.linked", entry, "competence_id")
    return entry


def remove_entry(actor: Actor, *, entry: InventoryEntry) -> None:
    lock(actor, entry.inventory)
    _remove(actor, entry)
    db.session.flush()


def put_back(actor: Actor, *, inventory: Inventory, removed: RemovedEntry) -> InventoryEntry:
    """A removed line stands in the list as it was; where its competence came back, that line stays."""
    actor.demand(Permission.INVENTORY_CONFIRM, inventory.municipality_id)
    lock(actor, inventory)
    values, whose = values_of(removed), inventory.participant_id
    db.session.delete(removed)
    db.session.flush()
    entry = _entry_for(inventory, values["competence_id"]) if values["competence_id"] else None
    if entry is None:
        where = inventory.municipality_id
        entry = InventoryEntry(
            id=removed.id, inventory=inventory, municipality_id=where, participant_id=whose, **values
        )
        db.session.add(entry)
        db.session.flush()
    record(actor, "entry.put_back", entry)
    return entry


def write_evidence(actor: Actor, entry: InventoryEntry, evidence: str) -> None:
    """Put down what speaks for an entry of a locked list: a reference, a photograph seen, a trial. Where
    nothing does any more, what was not confirmed is only said again, and what nobody said is taken out.
    """
    if not evidence and _is_bare(entry):
        _remove(actor, entry)
        return
    if evidence == entry.evidence:
        return
    entry.evidence = evidence
    entry.evidenced_at, entry.evidenced_by = (clock.now(), actor.id) if evidence else (None, None)
    if entry.state != EntryState.CONFIRMED:
        stands_on = EntryState.EVIDENCED if evidence else EntryState.DECLARED
        if entry.state != stands_on:
            STATES.move(actor, entry, stands_on)
    record(actor, "entry.evidence", entry, "evidence")


def confirm_entry(actor: Actor, *, entry: InventoryEntry, level: str) -> None:
    """Seen with the facilitator ("vista com o/a técnico/a"): agreed on, with its level, by whom and when."""
    actor.demand(Permission.INVENTORY_CONFIRM, entry.municipality_id)
    lock(actor, entry.inventory)
    agree_on(actor, entry, level)


def agree_on(actor: Actor, entry: InventoryEntry, level: str) -> None:
    """The same for an entry of a locked list."""
    if entry.state == EntryState.CONFIRMED and entry.level == level:
        return
    entry.level, entry.confirmed_at, entry.confirmed_by = Level(level).value, clock.now(), actor.id
    if entry.state != EntryState.CONFIRMED:
        STATES.move(actor, entry, EntryState.CONFIRMED)
    record(actor, "entry.level", entry, "level")


def disagree(actor: Actor, *, entry: InventoryEntry) -> None:
    """It was not agreed on after all: a mistake. What was said of it stays; again changes nothing."""
    actor.demand(Permission.INVENTORY_CONFIRM, entry.municipality_id)
    lock(actor, entry.inventory)
    if entry.state == EntryState.CONFIRMED:
        entry.confirmed_at = entry.confirmed_by = None
        STATES.move(actor, entry, EntryState.EVIDENCED if entry.evidence else EntryState.DECLARED)


def take_agreement_back(actor: Actor, entry: InventoryEntry) -> None:
    """What was agreed on an entry of a locked list does not count, the level neither: it stands on what else
    speaks for it.
    """
    if entry.state == EntryState.CONFIRMED:
        entry.level = entry.confirmed_at = entry.confirmed_by = None
        STATES.move(actor, entry, EntryState.EVIDENCED if entry.evidence else EntryState.DECLARED)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The level agreed on for an entry; `was`: how the entry stood when it was asked about (`standing`)."""

    level: str
    was: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Of several entries sent at once those in which something was kept, and those that a colleague confirmed
    or changed meanwhile, so that they stay as they are. `unsaid` are gone: nothing was left of them.
    """

    done: Collection[UUID]
    theirs: Collection[UUID]
    unsaid: Collection[UUID] = ()


def standing(entry: InventoryEntry) -> str:
    """How an entry stands, for a page to carry along: whether somebody else was quicker is told by it."""
    return f"{entry.state}.{entry.frequency or ''}.{entry.level or ''}"


def confirm_entries(actor: Actor, *, agreed: Mapping[UUID, Agreed]) -> Kept:
    """Several at once, each with its level. One that is not there any more is in no part of the answer."""
    done, theirs = set[UUID](), set[UUID]()
    for entry in entries_to_change(actor, agreed):
        actor.demand(Permission.INVENTORY_CONFIRM, entry.municipality_id)
        demand_change(actor, entry.inventory)
        level, is_confirmed = agreed[entry.id].level, entry.state == EntryState.CONFIRMED
        if standing(entry) != agreed[entry.id].was and not (is_confirmed and entry.level == level):
            theirs.add(entry.id)
            continue
        agree_on(actor, entry, level)
        done.add(entry.id)
    db.session.flush()
    return Kept(done, theirs)


def _entry_for(inventory: Inventory, competence_id: UUID) -> InventoryEntry | None:
    query = select(InventoryEntry).where(
        InventoryEntry.inventory_id == inventory.id, InventoryEntry.competence_id == competence_id
    )
    return db.session.scalars(query).first()


def _entry_saying(inventory: Inventory, said: str) -> InventoryEntry | None:
    return next((each for each in inventory.entries if fold(each.own_words) == fold(said)), None)


def new_entry(inventory: Inventory, competence: CompetenceView | None, context: str = "") -> InventoryEntry:
    """One more line of a list, of which nothing is said yet."""
    entry = InventoryEntry(
        id=new_id(),
        inventory=inventory,
        municipality_id=inventory.municipality_id,
        participant_id=inventory.participant_id,
        competence_id=competence.id if competence else None,
        context=context or (competence.main_context if competence else ""),
        own_words="",
        evidence="",
        state=EntryState.DECLARED.value,
        created_at=clock.now(),
    )
    db.session.add(entry)
    return entry


def _checked(competence_id: UUID) -> CompetenceView:
    """A competence that can be chosen; NotFound for an unknown or retired one."""
    competence = snapshot.current().competence(competence_id)
    if competence is None or competence.is_retired:
        raise NotFound
    return competence


def _remove(actor: Actor, entry: InventoryEntry) -> None:
    record(actor, "entry.removed", entry)
    keep_removed(actor, entry)
    entry.inventory.entries.remove(entry)


def _is_bare(entry: InventoryEntry) -> bool:
    """Whether nothing was ever said of it but what speaks for it."""
    return not (entry.frequency or entry.level or entry.wish or entry.own_words)


def record(actor: Actor, action: str, entry: InventoryEntry, *fields: str, **detail: str) -> None:
    """Only what is done to a known person's list is audited: each tap at a kiosk says nothing of anybody."""
    if entry.participant_id is None:
        return
    audit.record(
        actor,
        action,
        "participant",
        entry.participant_id,
        municipality_id=entry.municipality_id,
        fields=fields,
        entry=str(entry.id),
        **detail,
    )
