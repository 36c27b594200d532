"""The record of a person: creating and changing it."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import bindparam, insert, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import Base, db, new_id
from app.core.errors import NotFound, existing
from app.core.permission import Permission
from app.network.models import Parish
from app.network.queries import get_zone
from app.people import names
from app.people.facts import days
from app.people.models import Participant, SupportTeamMember
from app.people.name_index import write_anew, write_words
from app.people.operations.facts import first_facts, speak
from app.people.operations.rights import withdraw_announcement
from app.people.queries import find_participant
from app.people.rights.queries import notice_of
from app.people.rights.rest import demand_usable

_participant = Participant.__table__.c
_KNOWN = select(_participant.id).where(_participant.id == bindparam("id"))
_NEW_MEMBER = insert(Base.metadata.tables[SupportTeamMember.__tablename__])


class Changes(TypedDict, total=False):
    """What of a record can be changed; what is left out stays."""

    name: str
    language: str
    parish_id: UUID | None
    note: str
    name_on_papers: str


def create_participant(
    actor: Actor,
    *,
    participant_id: UUID,
    name: str,
    birth_year: int | None = None,
    born: str = "",
    language: str = "pt",
    parish_id: UUID | None = None,
    municipality_id: UUID,
    groups: Iterable[str] = (),
    note: str = "",
) -> Participant:
    """A new participant, with the creator in the support team. The same id again is the same row.

    `born` is as much of the birthday as is known (facts/days.py), where that is more than the year.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, municipality_id)
    if db.session.scalar(_KNOWN, {"id": participant_id}):
        same = {"created_by": actor.id, "municipality_id": municipality_id}
        if records.known(Participant, participant_id, **same):
            return existing(find_participant(actor, participant_id))  # sealed since, from this actor too
    check_parish(parish_id, municipality_id)
    known = born or str(birth_year or "")
    participant = Participant(
        id=participant_id,
        municipality_id=municipality_id,
        name=name,
        sort_key=names.sort_key(name),
        birth_year=int(known[: days.YEAR]) if known else None,
        language=language,
        parish_id=parish_id,
        note=note,
        created_at=clock.now(),
        created_by=actor.id,
        last_activity_on=_today(municipality_id),
    )
    _insert(actor, participant, known, groups)
    return participant


def _insert(actor: Actor, participant: Participant, born: str, groups: Iterable[str]) -> None:
    records.add(actor, participant)  # flushed: no relationship tells the order to the unit of work
    write_words(participant)
    if actor.id:
        whose = {"participant_id": participant.id, "municipality_id": participant.municipality_id}
        member = {"id": new_id(), **whose, "staff_id": actor.id, "since": clock.now()}
        db.session.execute(_NEW_MEMBER, member)
    first_facts(participant, born, groups)


def edit_participant(
    actor: Actor, *, participant: Participant, version: int, **changes: Unpack[Changes]
) -> Participant:
    """Change a record read at `version`; raises StaleRecord when somebody changed it since."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    records.demand_version(participant, version)
    check_parish(changes.get("parish_id"), participant.municipality_id)
    touched = records.put(participant, changes)
    if "name" in touched:
        participant.sort_key = names.sort_key(participant.name)
        write_anew(participant)
    if "language" in touched:
        speak(actor, participant)
    if touched:
        touch(participant)
    records.record_edit(actor, participant, touched)
    return participant


def touch(participant: Participant) -> None:
    """Note that something happened with the person today: retention counts from the last day.

    Raises UseRestricted: nothing is to happen with whose data rests.
    """
    demand_usable(participant)
    note_activity(participant)


def note_activity(participant: Participant) -> None:
    """The same for what somebody may do although their data rests, such as taking a consent back."""
    participant.last_activity_on = _today(participant.municipality_id)


def keep(actor: Actor, *, participant: Participant) -> None:
    """Decide that an idle record is still needed: the months count anew, and a notice given is over."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    touch(participant)
    if notice := notice_of(participant.id):
        notice.ended_at = clock.now()
        withdraw_announcement(notice)
    records.record(actor, "kept", participant)


def _today(municipality_id: UUID) -> date:
    return clock.today(get_zone(municipality_id))


def check_parish(parish_id: UUID | None, municipality_id: UUID) -> None:
    """Raise NotFound for a parish of another municipality."""
    if parish_id is None:
        return
    parish = db.session.get(Parish, parish_id)
    if parish is None or parish.municipality_id != municipality_id:
        raise NotFound
