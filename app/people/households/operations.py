"""Who lives with whom from a day on. What was noted by mistake is withdrawn, and stays to be read."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict, NotFound, existing
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.households.models import Household, HouseholdMember
from app.people.models import Participant
from app.people.operations.records import touch

CHANGED = "household_changed"


class LivesElsewhere(Conflict):
    """Both live with others: the two households are joined only if that is meant."""


class BadDay(Conflict):
    """Nobody leaves before they came, or lives in two households on one day."""

    status = 422


def live_together(
    actor: Actor,
    *,
    member_id: UUID,
    person: Participant,
    other: Participant,
    since: date | None = None,
    joins: bool = False,
) -> Household:
    """Two people of one municipality live together, from a day if it is known.

    With whom either lives already, the other lives too; `joins`: everybody of both, from that day or today.
    Raises LivesElsewhere, BadDay, Conflict for somebody with themselves.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, person.municipality_id)
    if person.id == other.id or person.municipality_id != other.municipality_id:
        raise Conflict
    first, second = _present(person), _present(other)
    if first and second and first.id == second.id:
        return first
    if known := records.known(HouseholdMember, member_id, participant_id=other.id):
        return known.household
    if first and second:
        if not joins:
            raise LivesElsewhere
        on = since or clock.today(get_zone(person.municipality_id))
        _move(actor, [each for each in second.members if each.lives_there], first, on)
        _keep_a_contact(second)
        return first
    household = first or second or _new(person)
    for newcomer, row_id in ((person, new_id()), (other, member_id)):
        if not any(each.participant_id == newcomer.id and each.lives_there for each in household.members):
            _enter(actor, household, newcomer, since, row_id)
    _keep_a_contact(household)
    return household


def move_out(
    actor: Actor, *, household: Household, member_ids: Collection[UUID], on: date, together: bool = False
) -> None:
    """Some leave a household on a day, their last one there; `together`: they go on living with each other.

    Raises NotFound for whoever does not live there (any more), BadDay.
    """
    actor.demand(Permission.PARTICIPANT_WRITE, household.municipality_id)
    records.lock(household)
    there = {each.id: each for each in household.members if each.lives_there}
    if not member_ids or not there.keys() >= set(member_ids):
        raise NotFound
    leaving = [there[each] for each in member_ids]
    if together and len(leaving) > 1:
        elsewhere = _new(leaving[0].participant)
        _move(actor, leaving, elsewhere, on + timedelta(days=1))
        _keep_a_contact(elsewhere)
    else:
        for each in leaving:
            _leave(actor, each, on)
    _keep_a_contact(household)


def speak_with(actor: Actor, *, household: Household, participant_id: UUID) -> None:
    """Say who is spoken with about everybody of a household; NotFound for whoever does not live there."""
    actor.demand(Permission.PARTICIPANT_WRITE, household.municipality_id)
    records.lock(household)
    there = {each.participant_id: each for each in household.members if each.lives_there}
    chosen = existing(there.get(participant_id))
    if not chosen.is_contact:
        _give_contact(household, chosen)
        records.record(actor, CHANGED, chosen.participant, ["is_contact"])


def withdraw(actor: Actor, *, member: HouseholdMember) -> None:
    """Say that somebody never lived there: it was noted by mistake. Doing it again changes nothing."""
    actor.demand(Permission.PARTICIPANT_WRITE, member.municipality_id)
    if member.withdrawn_at:
        return
    member.withdrawn_at, member.withdrawn_by = clock.now(), actor.id
    _keep_a_contact(member.household)
    records.record(actor, CHANGED, member.participant, ["withdrawn"])


def _present(person: Participant) -> Household | None:
    now = HouseholdMember.until.is_(None), HouseholdMember.withdrawn_at.is_(None)
    own = select(Household).join(Household.members).where(HouseholdMember.participant_id == person.id, *now)
    household = db.session.scalars(own).first()
    if household:
        records.lock(household)
    return household


def _keep_a_contact(household: Household) -> None:
    """Whoever no longer lives there is not spoken with about the others."""
    there = [each for each in household.members if each.lives_there]
    if not any(each.is_contact for each in there):
        _give_contact(household, next(iter(there), None))


def _give_contact(household: Household, chosen: HouseholdMember | None) -> None:
    for each in household.members:
        each.is_contact = False
    db.session.flush()  # of two rows that change places, a household has at no moment two
    if chosen:
        chosen.is_contact = True
    db.session.flush()


def _new(person: Participant) -> Household:
    household = Household(
        id=new_id(), municipality_id=person.municipality_id, created_at=clock.now(), members=[]
    )
    db.session.add(household)
    db.session.flush()
    return household


def _move(actor: Actor, leaving: Sequence[HouseholdMember], to: Household, on: date) -> None:
    """From one household into another: the day before is the last one there."""
    for each in leaving:
        _leave(actor, each, on - timedelta(days=1))
        _enter(actor, to, each.participant, on, new_id())


def _leave(actor: Actor, member: HouseholdMember, on: date) -> None:
    if member.since and on < member.since:
        raise BadDay
    member.until = on
    records.record(actor, CHANGED, member.participant, ["until"])
    db.session.flush()


def _enter(actor: Actor, household: Household, person: Participant, since: date | None, row_id: UUID) -> None:
    counting = HouseholdMember.participant_id == person.id, HouseholdMember.withdrawn_at.is_(None)
    left = db.session.scalar(select(func.max(HouseholdMember.until)).where(*counting))
    if since and left and since <= left:
        raise BadDay
    household.members.append(
        HouseholdMember(
            id=row_id,
            municipality_id=household.municipality_id,
            participant_id=person.id,
            participant=person,
            since=since,
            noted_at=clock.now(),
            noted_by=actor.id,
        )
    )
    touch(person)
    records.record(actor, CHANGED, person, ["since"])
    db.session.flush()
