"""Reads for whoever writes what is read of an initiative: whose contact it is, and who agreed."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.core.db import db
from app.core.errors import existing
from app.initiatives.catalogue.models import ShownContact
from app.initiatives.groups.models import Initiative, Member, MemberState
from app.people.models import ContactPoint, Participant


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody of the initiative, now or once, whose own contact it is, by what it is known.

    `name` is "" of a protected person, and they can not agree; nor can who is no member any more.
    """

    participant_id: UUID
    name: str
    may_agree: bool
    keys: frozenset[str]


def owners_of(initiative_id: UUID, keys: Collection[str]) -> list[Owner]:
    """The people of an initiative who are reached by one of these contacts, by name."""
    if not keys:
        return []
    query = (
        select(Participant, Member.state, ContactPoint.key)
        .join(Member, Member.participant_id == Participant.id)
        .join(ContactPoint, ContactPoint.participant_id == Participant.id)
        .where(Member.initiative_id == initiative_id, ContactPoint.key.in_(keys))
    )
    people: dict[UUID, Participant] = {}
    states: dict[UUID, set[str]] = defaultdict(set)
    found: dict[UUID, set[str]] = defaultdict(set)
    for person, state, key in db.session.execute(query.order_by(Participant.sort_key, Participant.id)):
        people[person.id] = person
        states[person.id].add(state)
        found[person.id].add(key)
    return [_owner(each, states[each.id], found[each.id]) for each in people.values()]


def _owner(person: Participant, states: Collection[str], keys: Collection[str]) -> Owner:
    is_hidden = person.is_sealed or person.is_restricted
    may_agree = MemberState.ACTIVE.value in states and not is_hidden
    return Owner(person.id, "" if person.is_sealed else person.name, may_agree, frozenset(keys))


def agreements_of(initiative_id: UUID) -> Sequence[tuple[ShownContact, str]]:
    """Whose contact stands on the page of an initiative by their own word, with their name."""
    query = (
        select(ShownContact, Participant.name)
        .join(Participant, Participant.id == ShownContact.participant_id)
        .where(ShownContact.initiative_id == initiative_id, Participant.sealed_at.is_(None))
    )
    found = db.session.execute(query.order_by(ShownContact.agreed_on, ShownContact.id))
    return [(row[0], row[1]) for row in found]


def get_agreement(initiative: Initiative, shown_contact_id: UUID) -> ShownContact:
    """One of an initiative that the caller has read; NotFound."""
    query = select(ShownContact).where(
        ShownContact.id == shown_contact_id, ShownContact.initiative_id == initiative.id
    )
    return existing(db.session.scalar(query.with_for_update()))
