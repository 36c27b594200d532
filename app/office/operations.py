"""Writes that cross features: a list and the person who made it come together."""

from collections.abc import Iterable
from uuid import UUID

from app.core import audit, records, unit_of_work
from app.core.actor import Actor
from app.core.machine import demand_reason
from app.core.permission import Permission
from app.office.wording import ASKED
from app.people.models import Participant
from app.people.operations.openings import open_by_act
from app.people.operations.records import touch
from app.skills.models.inventory import Inventory
from app.skills.operations.claims import claim_inventory
from app.skills.operations.inventories import start_inventory
from app.skills.operations.returns import move_inventory

FILES_OF = {"participants.exported": "participant", "audit.exported": "audit_entry"}
"""What stands in a file, by the act of taking it away."""


def receive(actor: Actor, *, inventory: Inventory, participant: Participant) -> None:
    """The list becomes this participant's, whose page is touched. Raises AlreadyClaimed."""
    claim_inventory(actor, inventory=inventory, participant=participant)
    open_by_act(actor, participant=participant, reason="list_received")
    touch(participant)


def move(actor: Actor, *, inventory: Inventory, participant: Participant) -> None:
    """The list is this participant's after all, whose page is touched. Raises Forbidden, Conflict."""
    move_inventory(actor, inventory=inventory, participant=participant)
    open_by_act(actor, participant=participant, reason="list_received")
    touch(participant)


def start_together(actor: Actor, *, participant: Participant, inventory_id: UUID) -> Inventory:
    """A list made with the person at the desk: straight into their record, no code."""
    inventory = start_inventory(
        actor,
        municipality_id=participant.municipality_id,
        language=participant.language,
        origin="desk",
        inventory_id=inventory_id,
        participant_id=participant.id,
    )
    open_by_act(actor, participant=participant, reason="together")
    touch(participant)
    return inventory


def note_export(actor: Actor, *, kind: str, count: int, narrowed_by: Iterable[str]) -> None:
    """Keep that a list of `count` participants leaves the portal as a file; without that note it does not.

    `narrowed_by` names the filters that were set, not what was looked for.
    """
    actor.demand(Permission.PARTICIPANT_READ)
    _note_file(actor, "participants.exported", kind, count, narrowed_by)


def note_audit_export(actor: Actor, *, kind: str, count: int, narrowed_by: Iterable[str]) -> None:
    """Keep that `count` entries of the audit trail leave the portal as a file."""
    actor.demand(Permission.AUDIT_READ)
    _note_file(actor, "audit.exported", kind, count, narrowed_by)


def _note_file(actor: Actor, act: str, kind: str, count: int, narrowed_by: Iterable[str]) -> None:
    """By a transaction after the present one: a file that is not noted does not leave."""
    about, names = FILES_OF[act], sorted(narrowed_by)
    unit_of_work.afterwards(lambda: audit.record(actor, act, about, fields=names, rows=count, file=kind))


def note_dossier(actor: Actor, *, participant: Participant, reason: str) -> None:
    """Keep that everything about a person leaves the portal as files; without that note it does not.

    `reason` says how they asked (wording.ASKED). Raises Forbidden, UnknownReason.
    """
    actor.demand(Permission.PARTICIPANT_EXPORT, participant.municipality_id)
    demand_reason(reason, ASKED)
    participant_id, where = participant.id, participant.municipality_id

    def keep() -> None:
        audit.record(
            actor,
            "participant.exported",
            "participant",
            participant_id,
            municipality_id=where,
            reason=reason,
        )

    unit_of_work.afterwards(keep)


def open_lost(actor: Actor, *, inventory: Inventory) -> None:
    """Open a list whose code was lost, on the person's word: kept in the audit trail."""
    actor.demand(Permission.INVENTORY_CLAIM, inventory.municipality_id)
    records.record(actor, "opened_without_code", inventory)
