"""Sealing and unsealing a person, and who works with them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core import audit, clock, machine, records
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Conflict, IllegalTransition, existing
from app.core.permission import Permission
from app.core.signals import Signal
from app.people.models import Participant, SupportTeamMember
from app.people.operations.openings import keep_opening
from app.people.sealing import NAMED_AGAIN, OPEN, SEAL_REASONS, SEALED, UNSEAL_REASONS


@dataclass(frozen=True, slots=True)
class Sealed:
    """Somebody who is hidden from now on."""

    participant: Participant


person_sealed: Signal[Sealed] = Signal()


class LastOfTeam(Conflict):
    """A sealed person whose team is empty would be found by nobody who works with them."""


def seal(actor: Actor, *, participant: Participant, reason: str, note: str = "") -> None:
    """Hide the person from everybody but the support team and the coordinator, at once."""
    actor.demand(Permission.PARTICIPANT_SEAL, participant.municipality_id)
    machine.demand_reason(reason, SEAL_REASONS)
    records.lock(participant)
    if participant.is_sealed:
        raise IllegalTransition(SEALED, SEALED)
    participant.sealed_at = clock.now()
    _move(actor, participant, SEALED, reason, note)
    keep_opening(actor, participant, SEALED)
    person_sealed.send(Sealed(participant))


def unseal(actor: Actor, *, participant: Participant, reason: str, note: str = "") -> None:
    """Let the person be found again by whoever may see participants."""
    actor.demand(Permission.PARTICIPANT_SEAL, participant.municipality_id)
    machine.demand_reason(reason, UNSEAL_REASONS)
    records.lock(participant)
    if not participant.is_sealed:
        raise IllegalTransition(OPEN, OPEN)
    participant.sealed_at = None
    _move(actor, participant, OPEN, reason, note)


def note_named(actor: Actor, *, participant_id: UUID, beside: Participant) -> None:
    """Tell the team of a sealed person that their name stood in a list, and who was made of it beside them.

    Whoever brought the list knows of nobody, and is told nothing.
    """
    where = beside.municipality_id
    audit.record(
        actor, NAMED_AGAIN, "participant", participant_id, municipality_id=where, record=str(beside.id)
    )


def add_to_team(actor: Actor, *, participant: Participant, staff_id: UUID) -> None:
    """Let a colleague work with the person. Doing it again changes nothing."""
    _demand_team(actor, participant)
    if _member(participant, staff_id):
        return
    where = participant.municipality_id
    member = SupportTeamMember(
        municipality_id=where, participant_id=participant.id, staff_id=staff_id, since=clock.now()
    )
    db.session.add(member)
    records.record(actor, "team_joined", participant, staff=str(staff_id))
    db.session.flush()


def remove_from_team(actor: Actor, *, participant: Participant, staff_id: UUID) -> None:
    """End a colleague's work with the person; raises LastOfTeam for the last one of a sealed person."""
    _demand_team(actor, participant)
    member = existing(_member(participant, staff_id))
    others = SupportTeamMember.participant_id == participant.id, SupportTeamMember.staff_id != staff_id
    if participant.is_sealed and not db.session.scalars(select(SupportTeamMember.id).where(*others)).first():
        raise LastOfTeam
    db.session.delete(member)
    records.record(actor, "team_left", participant, staff=str(staff_id))
    db.session.flush()


def _demand_team(actor: Actor, participant: Participant) -> None:
    needed = Permission.PARTICIPANT_SEAL if participant.is_sealed else Permission.PARTICIPANT_WRITE
    actor.demand(needed, participant.municipality_id)


def _member(participant: Participant, staff_id: UUID) -> SupportTeamMember | None:
    members = select(SupportTeamMember).where(
        SupportTeamMember.participant_id == participant.id, SupportTeamMember.staff_id == staff_id
    )
    return db.session.scalars(members).one_or_none()


def _move(actor: Actor, participant: Participant, after: str, reason: str, note: str) -> None:
    # A participant has no state column: being sealed is the instant it began.
    participant.version += 1
    before, act = (OPEN, "sealed") if after == SEALED else (SEALED, "unsealed")
    machine.keep(actor, participant, before, after, act=act, reason=reason, note=note)
    db.session.flush()
