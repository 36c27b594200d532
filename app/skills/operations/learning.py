"""What taking part in something leaves in people's lists: a competence evidenced, not yet confirmed.

The evidence is a sentence. It is put in the place of the one it replaces, and taken out again when what it
says turns out to be wrong; words that others wrote beside it stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.actor import Actor
from app.core.db import db, new_id
from app.skills import permissions
from app.skills.models.inventory import EntryState, Inventory, InventoryEntry, InventoryState
from app.skills.operations.entries import new_entry, write_evidence
from app.skills.operations.inventories import new_inventory
from app.skills.queries.catalogue import catalogue
from app.skills.scales import Frequency

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
    permissions.demand_trace(actor, municipality_id)
    views = [each for each in catalogue().several(competence_ids).values() if not each.is_retired]
    if not views or not traces:
        return
    lists = _lists([each.participant_id for each in traces])
    entries = _entries([each.participant_id for each in traces], [view.id for view in views])
    for trace in traces:
        for view in views:
            entry = entries.get((trace.participant_id, view.id))
            if entry is None and trace.after:
                if trace.participant_id not in lists:
                    lists[trace.participant_id] = _new_list(actor, municipality_id, trace.participant_id)
                entry = new_entry(lists[trace.participant_id], view)
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
    if evidence and evidence != entry.evidence and entry.frequency == Frequency.NEVER:
        entry.frequency = None
    write_evidence(actor, entry, evidence)


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


def _new_list(actor: Actor, municipality_id: UUID, participant_id: UUID) -> Inventory:
    inventory = new_inventory(
        actor,
        inventory_id=new_id(),
        municipality_id=municipality_id,
        participant_id=participant_id,
        language="pt",
        origin="desk",
    )
    db.session.add(inventory)
    return inventory
