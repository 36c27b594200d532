"""What a person gets of arrangements when they ask for their data: their accounts, what they do for an
agency, whether they invoice for a group, when they were told what it may mean.
"""

from pathlib import Path

from sqlalchemy import select

from app.core.db import db
from app.core.dossier import By, Cell, Lexicon, Section
from app.initiatives.arrangements.models import Booking, HostedActivity, Provider, Terms, Told
from app.initiatives.groups.models import Initiative, Member
from app.people.models import Participant

LEXICON = Lexicon(Path(__file__).with_suffix(".toml"))


def hosted_activities(person: Participant) -> Section:
    """Their activities inside cooperatives."""
    query = select(HostedActivity, Initiative.title).join(
        Initiative, Initiative.id == HostedActivity.initiative_id
    )
    query = query.join(Member, Member.id == HostedActivity.member_id)
    query = query.where(Member.participant_id == person.id).order_by(HostedActivity.since, HostedActivity.id)
    found = db.session.execute(query).all()
    rows: list[dict[str, Cell]] = [
        {
            "initiative": title,
            "activity": each.title,
            "rate": each.rate,
            "since": each.since,
            "until": each.until,
            "created_at": each.created_at,
            "created_by": By(each.created_by),
        }
        for each, title in found
    ]
    return Section("hosted_activities", LEXICON, rows, [each.id for each, _title in found])


def hosted_bookings(person: Participant) -> Section:
    """The rows of their accounts."""
    query = select(Booking, HostedActivity.title).join(HostedActivity, HostedActivity.id == Booking.hosted_id)
    query = query.join(Member, Member.id == HostedActivity.member_id)
    query = query.where(Member.participant_id == person.id)
    found = db.session.execute(query.order_by(Booking.on, Booking.created_at, Booking.id)).all()
    rows: list[dict[str, Cell]] = [
        {
            "activity": title,
            "kind": LEXICON.told("booking", each.kind),
            "on": each.on,
            "cents": each.cents,
            "reference": each.reference,
            "words": each.words,
            "is_mistake": each.reverses_id is not None,
            "created_at": each.created_at,
            "created_by": By(each.created_by),
        }
        for each, title in found
    ]
    return Section("hosted_bookings", LEXICON, rows)


def providers(person: Participant) -> Section:
    """What they do for agencies of proximity services."""
    query = select(Provider, Initiative.title).join(Initiative, Initiative.id == Provider.initiative_id)
    query = query.where(Provider.participant_id == person.id).order_by(Provider.created_at, Provider.id)
    found = db.session.execute(query).all()
    rows: list[dict[str, Cell]] = [
        {
            "initiative": title,
            "name": each.name,
            "phone": each.phone,
            "does": each.does,
            "since": each.since,
            "until": each.until,
            "created_at": each.created_at,
        }
        for each, title in found
    ]
    return Section("providers", LEXICON, rows, [each.id for each, _title in found])


def invoicing(person: Participant) -> Section:
    """The groups for which they invoice."""
    query = select(Terms, Initiative.title).join(Initiative, Initiative.id == Terms.initiative_id)
    query = query.join(Member, Member.id == Terms.invoicing_member_id)
    query = query.where(Member.participant_id == person.id).order_by(Terms.created_at, Terms.initiative_id)
    rows: list[dict[str, Cell]] = [
        {"initiative": title, "created_at": each.created_at} for each, title in db.session.execute(query)
    ]
    return Section("invoicing", LEXICON, rows)


def benefits_told(person: Participant) -> Section:
    """When they were shown what it may mean for benefits, and in which words."""
    query = select(Told, Initiative.title).join(Member, Member.id == Told.member_id)
    query = query.join(Initiative, Initiative.id == Member.initiative_id)
    query = query.where(Member.participant_id == person.id).order_by(Told.told_on, Told.id)
    rows: list[dict[str, Cell]] = [
        {
            "initiative": title,
            "told_on": each.told_on,
            "wording": each.wording,
            "told_by": By(each.told_by),
            "created_at": each.created_at,
        }
        for each, title in db.session.execute(query)
    ]
    return Section("benefits_told", LEXICON, rows)
