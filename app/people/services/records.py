"""The record of a person: creating and changing it."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select

from app.core import audit, clock
from app.core.actor import Actor
from app.core.db import Base, db, new_id
from app.core.errors import Conflict, NotFound, StaleRecord
from app.core.permission import Permission
from app.network.models import Parish
from app.network.queries import get_zone
from app.people import names
from app.people.groups import DECLARED
from app.people.models import Participant, ParticipantGroup, ParticipantWord, SupportTeamMember
from app.people.words import write_words

_participant = Participant.__table__.c
_KNOWN = select(_participant.id).where(_participant.id == bindparam("id"))
_NEW_MEMBER = insert(Base.metadata.tables[SupportTeamMember.__tablename__])


class Changes(TypedDict, total=False):
    """What of a record can be changed; what is left out stays."""

    name: str
    birth_year: int | None
    language: str
    parish_id: UUID | None
    groups: Iterable[str]
    note: str


def create_participant(
    actor: Actor,
    *,
    participant_id: UUID,
    name: str,
    birth_year: int | None = None,
    language: str = "pt",
    parish_id: UUID | None = None,
    municipality_id: UUID,
    groups: Iterable[str] = (),
    note: str = "",
) -> Participant:
    """A new participant, with the creator in the support team. The same id again is the same row."""
    actor.demand(Permission.PARTICIPANT_WRITE, municipality_id)
    if db.session.scalar(_KNOWN, {"id": participant_id}):
        return _known(db.session.get_one(Participant, participant_id), actor, municipality_id)
    _check_parish(parish_id, municipality_id)
    participant = Participant(
        id=participant_id,
        municipality_id=municipality_id,
        name=name,
        sort_key=names.sort_key(name),
        birth_year=birth_year,
        language=language,
        parish_id=parish_id,
        note=note,
        created_at=clock.now(),
        created_by=actor.id,
        last_activity_on=_today(municipality_id),
    )
    _insert(actor, participant, groups)
    return participant


def _insert(actor: Actor, participant: Participant, groups: Iterable[str]) -> None:
    db.session.add(participant)
    _record(actor, "participant.created", participant)
    db.session.flush()  # no relationship tells the order to the unit of work
    write_words(participant)
    if actor.id:
        whose = {"participant_id": participant.id, "municipality_id": participant.municipality_id}
        member = {"id": new_id(), **whose, "staff_id": actor.id, "since": clock.now()}
        db.session.execute(_NEW_MEMBER, member)
    _add_groups(participant, groups)
    db.session.flush()


def _known(known: Participant, actor: Actor, municipality_id: UUID) -> Participant:
    if (known.created_by, known.municipality_id) != (actor.id, municipality_id):
        raise Conflict
    return known


def edit_participant(
    actor: Actor, *, participant: Participant, version: int, **changes: Unpack[Changes]
) -> Participant:
    """Change a record read at `version`; raises StaleRecord when somebody changed it since."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    db.session.refresh(participant, with_for_update=True)
    if participant.version != version:
        raise StaleRecord(participant.version)
    _check_parish(changes.get("parish_id"), participant.municipality_id)
    groups = changes.pop("groups", None)
    touched = [field for field, value in changes.items() if getattr(participant, field) != value]
    for field in touched:
        setattr(participant, field, changes[field])  # type: ignore[literal-required]
    if "name" in touched:
        _rewrite_words(participant)
    if groups is not None and set(groups) != {each.group for each in participant.groups}:
        _set_groups(participant, groups)
        touched.append("groups")
    if touched:
        participant.version += 1
        touch(participant)
        _record(actor, "participant.edited", participant, touched)
    db.session.flush()
    return participant


def touch(participant: Participant) -> None:
    """Note that something happened with the person today: retention counts from the last day."""
    participant.last_activity_on = _today(participant.municipality_id)


def keep(actor: Actor, *, participant: Participant) -> None:
    """Decide that an idle record is still needed: the months count anew from today."""
    actor.demand(Permission.PARTICIPANT_WRITE, participant.municipality_id)
    touch(participant)
    _record(actor, "participant.kept", participant)


def _today(municipality_id: UUID) -> date:
    return clock.today(get_zone(municipality_id))


def _check_parish(parish_id: UUID | None, municipality_id: UUID) -> None:
    if parish_id is None:
        return
    parish = db.session.get(Parish, parish_id)
    if parish is None or parish.municipality_id != municipality_id:
        raise NotFound


def _rewrite_words(participant: Participant) -> None:
    participant.sort_key = names.sort_key(participant.name)
    db.session.execute(delete(ParticipantWord).where(ParticipantWord.participant_id == participant.id))
    write_words(participant)


def _set_groups(participant: Participant, groups: Iterable[str]) -> None:
    db.session.execute(delete(ParticipantGroup).where(ParticipantGroup.participant_id == participant.id))
    _add_groups(participant, groups)
    db.session.flush()
    db.session.expire(participant, ["groups"])


def _add_groups(participant: Participant, groups: Iterable[str]) -> None:
    wanted = set(groups)
    db.session.add_all(
        ParticipantGroup(
            municipality_id=participant.municipality_id, participant_id=participant.id, group=group
        )
        for group in DECLARED
        if group in wanted
    )


def _record(actor: Actor, action: str, participant: Participant, fields: Iterable[str] = ()) -> None:
    where = participant.municipality_id
    audit.record(actor, action, "participant", participant.id, municipality_id=where, fields=fields)
