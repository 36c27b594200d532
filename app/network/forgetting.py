"""Names and addresses of people of partners are emptied so long after what they stood for ended.

Parties, answers, presences and every number stay. What goes on keeps its people: a link that still works, an
invitation that waits, a meeting whose minutes are not approved, a contact person of today.

Minutes are archival documents, and so is the list of who was there that they rest on: of a meeting whose
minutes are approved only the addresses go, and the names of those who were taken off its list.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from app.core import audit, clock
from app.core.actor import SYSTEM
from app.core.dates import months_before
from app.core.db import db
from app.core.machine import Transition
from app.network.joining.models import InvitationState, PartnerInvitation
from app.network.links.models import PartnerLink
from app.network.meetings.models.meeting import Invitee, Meeting, MeetingState
from app.network.parties.attached import PartyContact

DATA = Path(__file__).with_name("retention.toml")


@dataclass(frozen=True, slots=True)
class Over:
    """Rows of a table that ended long enough ago, and what of them is emptied."""

    model: Any
    ended: ColumnElement[bool]
    emptied: tuple[InstrumentedAttribute[str], ...]

    @property
    def where(self) -> ColumnElement[bool]:
        return and_(self.ended, or_(*(each != "" for each in self.emptied)))


@cache
def months_kept() -> int:
    """After how many months names and addresses are emptied."""
    months: int = tomllib.loads(DATA.read_text("utf-8"))["partner_people"]["months"]
    return months


def forget_people(*, is_meant: bool) -> int:
    """Empty them, or only count; how many rows that were, or would be."""
    total = 0
    for over in _over():
        table = over.model.__tablename__
        counts = select(over.model.municipality_id, func.count()).where(over.where)
        for where, count in db.session.execute(counts.group_by(over.model.municipality_id)).all():
            total += count
            if is_meant:
                audit.record(SYSTEM, f"{table}.forgotten", table, municipality_id=where, count=count)
        if is_meant:
            values = {each.key: "" for each in over.emptied}
            db.session.execute(update(over.model).where(over.where).values(values))
    return total


def _over() -> Iterator[Over]:
    day = months_before(clock.now().date(), months_kept())
    instant = datetime.combine(day, time(), UTC)
    # Whichever way a link closed, it can work again until its hour.
    yield Over(PartnerLink, PartnerLink.expires_at < instant, (PartnerLink.recipient, PartnerLink.email))
    yield Over(
        PartnerInvitation, _settled(instant), (PartnerInvitation.answered_as, PartnerInvitation.reach_at)
    )
    approved = select(Meeting.id).where(Meeting.state == MeetingState.APPROVED, Meeting.approved_on < day)
    off = select(Meeting.id).where(Meeting.state == MeetingState.CANCELLED, Meeting.on < day)
    in_minutes = Invitee.meeting_id.in_(approved)
    in_none = or_(Invitee.meeting_id.in_(off), and_(in_minutes, Invitee.withdrawn_at.is_not(None)))
    yield Over(Invitee, in_none, (Invitee.name, Invitee.email, Invitee.spokesperson))
    yield Over(Invitee, in_minutes, (Invitee.email,))
    ended = or_(PartyContact.until_on < day, PartyContact.withdrawn_at < instant)
    yield Over(PartyContact, ended, (PartyContact.name, PartyContact.email, PartyContact.phone))


def _settled(instant: datetime) -> ColumnElement[bool]:
    """Invitations that were taken over or closed, and with which nothing happened since."""
    since = exists().where(
        Transition.subject_type == PartnerInvitation.__tablename__,
        Transition.subject_id == PartnerInvitation.id,
        Transition.at >= instant,
    )
    settled = PartnerInvitation.state.in_((InvitationState.TAKEN, InvitationState.CLOSED))
    return and_(settled, PartnerInvitation.created_at < instant, ~since)
