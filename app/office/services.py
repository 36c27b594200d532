"""Writes that cross features: a list and the person who made it come together."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.core import audit, unit_of_work
from app.core.actor import Actor
from app.core.db import new_id
from app.core.permission import Permission
from app.people import services as people
from app.people.models import Participant
from app.skills import services as skills
from app.skills.models import Inventory


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """What the desk asks of somebody who is not known yet; only the name is required."""

    name: str
    birth_year: int | None = None
    phone: str = ""
    parish_id: UUID | None = None
    language: str = "pt"


def register(actor: Actor, *, participant_id: UUID, municipality_id: UUID, newcomer: Newcomer) -> Participant:
    """A new participant, with a telephone where one was given."""
    participant = people.create_participant(
        actor,
        participant_id=participant_id,
        name=newcomer.name,
        birth_year=newcomer.birth_year,
        language=newcomer.language,
        parish_id=newcomer.parish_id,
        municipality_id=municipality_id,
    )
    if newcomer.phone:
        people.add_contact(
            actor, contact_id=new_id(), participant=participant, kind="phone", value=newcomer.phone
        )
    return participant


def receive(actor: Actor, *, inventory: Inventory, participant: Participant) -> None:
    """The list becomes this participant's, whose page is touched. Raises AlreadyClaimed."""
    skills.claim_inventory(actor, inventory=inventory, participant=participant)
    people.touch(participant)


def start_together(actor: Actor, *, participant: Participant, inventory_id: UUID) -> Inventory:
    """A list made with the person at the desk: straight into their record, no code."""
    inventory = skills.start_inventory(
        actor,
        municipality_id=participant.municipality_id,
        language=participant.language,
        made_at="desk",
        inventory_id=inventory_id,
        participant_id=participant.id,
    )
    people.touch(participant)
    return inventory


def note_export(actor: Actor, *, kind: str, count: int, narrowed_by: Iterable[str]) -> None:
    """Keep that a list of `count` participants leaves the portal as a file; without that note it does not.

    `narrowed_by` names the filters that were set, not what was looked for.
    """
    actor.demand(Permission.PARTICIPANT_READ)
    names = sorted(narrowed_by)

    def keep() -> None:
        audit.record(actor, "participants.exported", "participant", fields=names, rows=count, file=kind)

    unit_of_work.afterwards(keep)


def open_lost(actor: Actor, *, inventory: Inventory) -> None:
    """Open a list whose code was lost, on the person's word: kept in the audit trail."""
    actor.demand(Permission.INVENTORY_CLAIM, inventory.municipality_id)
    audit.record(
        actor,
        "inventory.opened_without_code",
        "inventory",
        inventory.id,
        municipality_id=inventory.municipality_id,
    )
