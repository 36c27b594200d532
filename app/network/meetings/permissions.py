"""Who may see meetings, whom they may see named there, and who carries out what was decided."""

from sqlalchemy import ColumnElement, and_, false, or_, select

from app.core.actor import Actor
from app.core.permission import Permission
from app.network.meetings.models.meeting import Invitee, Meeting, MeetingState
from app.network.meetings.models.record import Resolution


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """All meetings where the actor reads the partnership; else those to which their own organisation is
    invited. What is not convened yet is for whoever prepares it.
    """
    there = Meeting.municipality_id
    reads = there.in_(actor.municipalities(Permission.PARTNERSHIP_READ))
    prepares = there.in_(actor.municipalities(Permission.PARTNERSHIP_WRITE))
    is_convened = Meeting.state != MeetingState.DRAFT
    return or_(prepares, and_(is_convened, or_(reads, _invited(actor))))


def _invited(actor: Actor) -> ColumnElement[bool]:
    own = [
        and_(Invitee.municipality_id == place, Invitee.party_id.in_(employers))
        for place, employers in actor.organisations.items()
        if actor.may(Permission.PARTNERSHIP_OWN, place)
    ]
    theirs = select(Invitee.meeting_id).where(Invitee.withdrawn_at.is_(None), or_(false(), *own))
    return Meeting.id.in_(theirs)


def may_change(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor prepares the meeting and writes down what came of it."""
    return actor.may(Permission.PARTNERSHIP_WRITE, meeting.municipality_id)


def may_name(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor reads who was there and what they said: those who deal with the partners, and the
    partners who were invited; nobody who only looks at the partnership.
    """
    where = meeting.municipality_id
    if actor.may(Permission.PARTNERSHIP_READ, where):
        return actor.may(Permission.PARTNERSHIP_CONTACT, where)
    return actor.may(Permission.PARTNERSHIP_OWN, where)


def may_reach(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor reads addresses of those invited."""
    return actor.may(Permission.PARTNERSHIP_CONTACT, meeting.municipality_id)


def may_close(actor: Actor, resolution: Resolution) -> bool:
    """Whether the actor says what became of a decision: who prepares meetings, and whose it is."""
    where = resolution.municipality_id
    if actor.may(Permission.PARTNERSHIP_WRITE, where):
        return True
    if resolution.owner_staff_id and resolution.owner_staff_id == actor.id:
        return True
    return bool(
        resolution.owner_party_id
        and actor.may(Permission.PARTNERSHIP_OWN, where)
        and actor.works_for(resolution.owner_party_id, where)
    )


def owned_by(actor: Actor) -> ColumnElement[bool]:
    """What the actor is to carry out: their own, and that of the organisations they work for as a partner."""
    where = actor.here()
    employers = actor.organisations.get(where, frozenset())
    of_partner = actor.may(Permission.PARTNERSHIP_OWN, where)
    own = Resolution.owner_staff_id == actor.id
    return or_(own, Resolution.owner_party_id.in_(employers)) if of_partner else own
