"""What an answer means for the party: its role in the programme, and what it brings."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.core import clock, i18n
from app.core.actor import Actor
from app.core.db import db, new_id
from app.network.joining.models import InvitationState, PartnerInvitation
from app.network.joining.states import INVITATION
from app.network.joining.wording import BRINGS
from app.network.parties.attached import Attached, ContributionKind, PartnershipRole, PartyContribution
from app.network.parties.attaching import NotedAlready, note, withdraw
from app.network.parties.queries import get_offered_party
from app.network.queries import get_zone

LONGEST = 200
Line = tuple[type[Attached], dict[str, Any]]


def take_over(actor: Actor, *, invitation: PartnerInvitation) -> None:
    """Let the party be what it answered, from today on: its role and what it brings; what it is already stays
    as it is noted, and what an earlier answer noted makes room.
    """
    INVITATION.move(actor, invitation, InvitationState.TAKEN)
    withdraw_noted(actor, invitation)
    where = invitation.municipality_id
    party = get_offered_party(where, invitation.party_id)
    lines: list[str] = []
    for model, values in _lines(invitation):
        with suppress(NotedAlready):
            of: dict[str, Any] = {"municipality_id": where, "party": party, "values": values}
            lines.append(str(note(actor, model, line_id=new_id(), **of).id))
    invitation.noted = lines
    db.session.flush()


def withdraw_noted(actor: Actor, invitation: PartnerInvitation) -> None:
    """Say of what was noted then that it was a mistake."""
    ids = [UUID(each) for each in invitation.noted]
    models: tuple[type[Attached], ...] = (PartnershipRole, PartyContribution)
    for model in models:
        for line in db.session.scalars(select(model).where(model.id.in_(ids)).order_by(model.id)):
            withdraw(actor, line=line)
    invitation.noted = []


def _lines(invitation: PartnerInvitation) -> Iterator[Line]:
    """Their own words say what one thing is; of several each is said by what was offered to be ticked."""
    today = clock.today(get_zone(invitation.municipality_id))
    yield PartnershipRole, {"role": invitation.role, "from_on": today}
    kinds = [each for each in invitation.brings if each in set(ContributionKind)]
    own = invitation.answer_words if len(kinds) == 1 else ""
    for kind in kinds:
        what = " ".join(own.split())[:LONGEST] or _ticked(kind)
        yield PartyContribution, {"kind": kind, "what": what, "from_on": today}


def _ticked(kind: str) -> str:
    """The words of an answer without the name of its kind before them, which stands beside it anyway."""
    said = i18n.text_in(i18n.MAIN, BRINGS[kind])
    words = said.partition(": ")[2] or said
    return words[:1].upper() + words[1:]
