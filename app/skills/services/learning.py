"""What taking part in something leaves in people's lists: a competence evidenced, not yet confirmed.

The evidence is a sentence. It is put in the place of the one it replaces, and taken out again when what it
says turns out to be wrong; words that others wrote beside it stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock, states
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.permission import Permission
from app.skills import snapshot
from app.skills.models import EntryState, Inventory, InventoryEntry, InventoryState
from app.skills.scales import Frequency
from app.skills.services.entries import TABLE

BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class LearningTrace:
    """The sentence about one person so far, and from now on; empty: none."""

    participant_id: UUID
    before: str
    after: str


def trace_learning(
    actor: Actor,
    *,
    municipality_id: UUID,
    competence_ids: Sequence[UUID],
    traces: Sequence[LearningTrace],
) -> None:
    """Declared becomes evidenced, what is missing is added, what a person confirmed stays as it is.

    A consequence of noting attendance, and allowed to whoever may do that.
    """
    actor.demand(Permission.ATTENDANCE_WRITE, municipality_id)
    known = snapshot.current()
    views = [view for each in competence_ids if (view := known.competence(each)) and not view.is_retired]
    if not views or not traces:
        return
    lists = _lists([each.participant_id for each in traces])
    entries = _entries([each.participant_id for each in traces], [view.id for view in views])
    for trace in traces:
        for view in views:
            entry = entries.get((trace.participant_id, view.id))
            if entry is None and trace.after:
                entry = _new_entry(actor, municipality_id, trace.participant_id, view, lists)
            if entry is not None and entry.state != EntryState.CONFIRMED:
                _retell(actor, entry, trace)
    db.session.flush()


def rewritten(evidence: str, before: str, after: str) -> str:
    """The evidence with one sentence exchanged; "" adds or removes it. Other words are left alone.

    >>> rewritten("Referência do lar; Participou em «A»", "Participou em «A»", "")
    'Referência do lar'
    """
    sentences = [each for each in evidence.split(BETWEEN) if each]
    kept = [each for each in sentences if each not in {before, after}]
    return BETWEEN.join([*kept, after] if after else kept)


def _retell(actor: Actor, entry: InventoryEntry, trace: LearningTrace) -> None:
    evidence = rewritten(entry.evidence, trace.before, trace.after)
    if evidence == entry.evidence:
        return
    entry.evidence = evidence
    if evidence:
        entry.evidenced_at, entry.evidenced_by = clock.now(), actor.id
        if entry.frequency == Frequency.NEVER:
            entry.frequency = None
        if entry.state == EntryState.DECLARED:
            states.move(actor, entry, TABLE, EntryState.EVIDENCED.value)
    elif _is_bare(entry):
        entry.inventory.entries.remove(entry)
    else:
        entry.evidenced_at = entry.evidenced_by = None
        if entry.state == EntryState.EVIDENCED:
            states.move(actor, entry, TABLE, EntryState.DECLARED.value)
    audit.record(
        actor,
        "entry.evidence",
        "participant",
        trace.participant_id,
        municipality_id=entry.municipality_id,
        fields=["evidence"],
        entry=str(entry.id),
    )


def _is_bare(entry: InventoryEntry) -> bool:
    """Whether nothing was ever said of it but the evidence."""
    return not (entry.frequency or entry.level or entry.wish or entry.own_words)


def _entries(people: Sequence[UUID], competences: Sequence[UUID]) -> dict[tuple[UUID, UUID], InventoryEntry]:
    """The latest entry of each person and competence; whoever else writes their lists waits."""
    found = db.session.scalars(
        select(InventoryEntry)
        .where(InventoryEntry.participant_id.in_(people), InventoryEntry.competence_id.in_(competences))
        .order_by(InventoryEntry.created_at, InventoryEntry.id)
    )
    return {(each.participant_id, each.competence_id): each for each in found}  # type: ignore[misc]


def _lists(people: Sequence[UUID]) -> dict[UUID, Inventory]:
    """The newest list of each person, locked in one order."""
    query = select(Inventory).where(
        Inventory.participant_id.in_(people), Inventory.state != InventoryState.ERASED.value
    )
    found = db.session.scalars(query.order_by(Inventory.created_at, Inventory.id).with_for_update())
    return {each.participant_id: each for each in found if each.participant_id}


def _new_entry(
    actor: Actor,
    municipality_id: UUID,
    participant_id: UUID,
    view: snapshot.CompetenceView,
    lists: dict[UUID, Inventory],
) -> InventoryEntry:
    inventory = lists.get(participant_id)
    if inventory is None:
        inventory = lists[participant_id] = _new_list(actor, municipality_id, participant_id)
    entry = InventoryEntry(
        id=new_id(),
        inventory=inventory,
        municipality_id=municipality_id,
        participant_id=participant_id,
        competence_id=view.id,
        context=view.contexts[0] if view.contexts else "",
        own_words="",
        evidence="",
        state=EntryState.DECLARED.value,
        created_at=clock.now(),
    )
    db.session.add(entry)
    return entry


def _new_list(actor: Actor, municipality_id: UUID, participant_id: UUID) -> Inventory:
    now = clock.now()
    inventory = Inventory(
        id=new_id(),
        municipality_id=municipality_id,
        language="pt",
        made_at="desk",
        state=InventoryState.CLAIMED.value,
        participant_id=participant_id,
        claimed_at=now,
        claimed_by=actor.id,
        created_at=now,
        entries=[],
    )
    db.session.add(inventory)
    return inventory
