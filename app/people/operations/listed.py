"""People whom a list brings: many new records in one go, the same as one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import Base, db, new_id
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people import names
from app.people.contacts import ways_in
from app.people.facts import days
from app.people.facts.held import Subject
from app.people.models import ContactPoint, Participant, SupportTeamMember
from app.people.name_index import write_words
from app.people.operations.facts import first_answers, write_facts

_TEAM, _CONTACT = (
    insert(Base.metadata.tables[model.__tablename__]) for model in (SupportTeamMember, ContactPoint)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody of whom a list tells. `born` is as much of the birthday as is known, `answers` what else is
    known of them (facts). `is_verified`: a person has seen that they are nobody known.
    """

    participant_id: UUID
    name: str
    born: str = ""
    contact: str = ""
    language: str = "pt"
    parish_id: UUID | None = None
    answers: Mapping[Subject, str] = field(default_factory=dict)
    is_verified: bool = False


def create_listed(actor: Actor, *, municipality_id: UUID, newcomers: Sequence[Newcomer]) -> list[Participant]:
    """New participants, with the actor in the support team of each.

    Whatever hangs on them then has the instant of their record, by which it is told from what comes later.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, municipality_id)
    people = [_record(actor, municipality_id, each) for each in newcomers]
    db.session.add_all(people)
    for person in people:
        records.record(actor, "created", person)
    db.session.flush()
    write_words(*people)
    _write_beside(actor, people, newcomers)
    return people


def _record(actor: Actor, municipality_id: UUID, each: Newcomer) -> Participant:
    now = clock.now()
    return Participant(
        id=each.participant_id,
        municipality_id=municipality_id,
        name=each.name,
        sort_key=names.sort_key(each.name),
        birth_year=int(each.born[: days.YEAR]) if each.born else None,
        language=each.language,
        parish_id=each.parish_id,
        unverified_since=None if each.is_verified else now,
        created_at=now,
        created_by=actor.id,
        last_activity_on=clock.today(get_zone(municipality_id)),
    )


def _write_beside(actor: Actor, people: Sequence[Participant], newcomers: Sequence[Newcomer]) -> None:
    """Facts, the team and ways to reach them, each in one statement."""
    facts: list[dict[str, Any]] = []
    team: list[dict[str, Any]] = []
    ways: list[dict[str, Any]] = []
    for person, each in zip(people, newcomers, strict=True):
        whose = {"municipality_id": person.municipality_id, "participant_id": person.id}
        facts += first_answers(person, each.born, each.answers)
        team += (
            [{"id": new_id(), **whose, "staff_id": actor.id, "since": person.created_at}] if actor.id else []
        )
        for way in ways_in(each.contact) if each.contact else ():
            said = {"kind": way.kind, "value": way.value, "key": way.key, "created_at": person.created_at}
            ways.append({"id": new_id(), **whose, **said})
    write_facts(facts)
    for statement, rows in ((_TEAM, team), (_CONTACT, ways)):
        if rows:
            db.session.execute(statement, rows)
