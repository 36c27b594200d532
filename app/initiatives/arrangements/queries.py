"""Reads of hosted activities and their accounts, of providers, of terms, of who was told what it may mean."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from app.core.actor import Actor
from app.core.db import db
from app.core.errors import existing
from app.initiatives.arrangements.account import Statement, statement
from app.initiatives.arrangements.models import Booking, HostedActivity, Provider, Terms, Told
from app.initiatives.groups.models import Initiative, Member
from app.initiatives.groups.states import GOING_ON
from app.network.parties.models import Organisation
from app.people.models import Participant
from app.people.permissions import visible_to
from app.people.queries import get_known


def list_hosted(initiative_id: UUID) -> Sequence[HostedActivity]:
    """The activities that a cooperative hosts, those that go on first."""
    query = select(HostedActivity).where(HostedActivity.initiative_id == initiative_id)
    order = HostedActivity.until.is_not(None), HostedActivity.since, HostedActivity.id
    return db.session.scalars(query.order_by(*order)).all()


def hosted_of_member(member_id: UUID) -> Sequence[HostedActivity]:
    """The activities of one member."""
    query = select(HostedActivity).where(HostedActivity.member_id == member_id)
    return db.session.scalars(query.order_by(HostedActivity.since, HostedActivity.id)).all()


def get_hosted(initiative: Initiative, hosted_id: UUID) -> HostedActivity:
    query = select(HostedActivity).where(
        HostedActivity.id == hosted_id, HostedActivity.initiative_id == initiative.id
    )
    return existing(db.session.scalars(query).first())


def member_of(hosted: HostedActivity) -> Member:
    """Whose activity it is."""
    return db.session.get_one(Member, hosted.member_id)


def balances(initiative_id: UUID) -> Mapping[UUID, int]:
    """What is there in each account of a cooperative, in cents."""
    query = select(Booking.hosted_id, func.sum(Booking.cents)).join(
        HostedActivity, HostedActivity.id == Booking.hosted_id
    )
    query = query.where(HostedActivity.initiative_id == initiative_id).group_by(Booking.hosted_id)
    return {hosted_id: int(cents) for hosted_id, cents in db.session.execute(query)}


def bookings_of(hosted: HostedActivity) -> Sequence[Booking]:
    """The rows of an account, by day and as they were written."""
    query = select(Booking).where(Booking.hosted_id == hosted.id)
    return db.session.scalars(query.order_by(Booking.on, Booking.created_at, Booking.id)).all()


def statement_of(bookings: Sequence[Booking], year: int | None = None) -> Statement:
    """An account, of all times or of one year."""
    first = date(year, 1, 1) if year else date.min
    before = [each for each in bookings if each.on < first]
    during = [each for each in bookings if each.on >= first and (not year or each.on.year == year)]
    return statement(before, during)


def get_booking(hosted: HostedActivity, booking_id: UUID) -> Booking:
    query = select(Booking).where(Booking.id == booking_id, Booking.hosted_id == hosted.id)
    return existing(db.session.scalars(query).first())


def list_providers(initiative_id: UUID) -> Sequence[Provider]:
    """Whom an agency sends out, those it still does first."""
    query = select(Provider).where(Provider.initiative_id == initiative_id)
    return db.session.scalars(query.order_by(Provider.until.is_not(None), Provider.id)).all()


def get_provider(actor: Actor, initiative: Initiative, provider_id: UUID) -> Provider:
    """NotFound; ReasonNeeded for a protected person."""
    query = select(Provider).where(Provider.id == provider_id, Provider.initiative_id == initiative.id)
    found = existing(db.session.scalars(query).first())
    if found.participant_id:
        get_known(actor, found.participant_id)
    return found


def provider_names(actor: Actor, providers: Sequence[Provider]) -> Mapping[UUID, str]:
    """The names of providers who are participants, by their ids; never of protected people."""
    ids = {each.participant_id for each in providers if each.participant_id}
    named = select(Participant.id, Participant.name).where(
        Participant.id.in_(ids), Participant.sealed_at.is_(None), visible_to(actor)
    )
    return {row.id: row.name for row in db.session.execute(named)}


def working(since: datetime) -> Select[Any]:
    """Who works for an agency that goes on, or did since: no clock erases them."""
    theirs = select(Provider.participant_id).join(Initiative, Initiative.id == Provider.initiative_id)
    goes_on = or_(Provider.until.is_(None), Provider.until >= since.date())
    return theirs.where(goes_on, Initiative.state.in_(GOING_ON))


def uneven(_since: datetime) -> Select[Any]:
    """Whose account is not even: it is paid out, or paid, before a clock erases them."""
    theirs = select(Member.participant_id).join(HostedActivity, HostedActivity.member_id == Member.id)
    theirs = theirs.join(Booking, Booking.hosted_id == HostedActivity.id)
    return theirs.group_by(HostedActivity.id, Member.participant_id).having(func.sum(Booking.cents) != 0)


def find_terms(initiative_id: UUID) -> Terms | None:
    return db.session.get(Terms, initiative_id)


def invoices(member_id: UUID) -> bool:
    """Whether a member invoices for their group."""
    query = select(Terms.initiative_id).where(Terms.invoicing_member_id == member_id)
    return db.session.scalar(query) is not None


def organisation(organisation_id: UUID | None) -> Organisation | None:
    """Also one that works in the municipality no more."""
    return db.session.get(Organisation, organisation_id) if organisation_id else None


def get_told(actor: Actor, initiative: Initiative, told_id: UUID) -> Told:
    """NotFound; ReasonNeeded for a protected person."""
    query = select(Told, Member.participant_id).join(Member, Member.id == Told.member_id)
    here = query.where(Told.id == told_id, Member.initiative_id == initiative.id)
    found, participant_id = existing(db.session.execute(here).first())
    if participant_id:
        get_known(actor, participant_id)
    told: Told = found
    return told


def told_in(initiative_id: UUID) -> Mapping[UUID, Told]:
    """Who of an initiative was told what it may mean for benefits, the latest time, by member."""
    query = select(Told).join(Member, Member.id == Told.member_id)
    query = query.where(Member.initiative_id == initiative_id).order_by(Told.told_on, Told.id)
    return {each.member_id: each for each in db.session.scalars(query)}
