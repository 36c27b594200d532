"""Inviting into the partnership, answering, and what becomes of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core import clock, records
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.errors import Conflict
from app.core.links import Closed, LinkClosed
from app.core.permission import Permission
from app.network.joining import queries
from app.network.joining.models import Answer, InvitationState, PartnerInvitation
from app.network.joining.noting import withdraw_noted
from app.network.joining.states import INVITATION
from app.network.links.models import PartnerLink
from app.network.links.operations import make_link, restore_link, withdraw_links
from app.network.links.queries import links_of
from app.network.parties.queries import get_offered_organisation

PURPOSE = "joining"


class InvitedAlready(Conflict):
    """An invitation to this party is out, and nobody has answered it."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is written to: in words, where ("" for paper), in which language."""

    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What was sent by the link."""

    answer: Answer
    brings: Sequence[str]
    words: str
    answered_as: str
    reach_at: str


def invite(
    actor: Actor,
    *,
    invitation_id: UUID,
    municipality_id: UUID,
    party_id: UUID,
    role: str,
    words: str,
    to: Recipient,
) -> PartnerLink | None:
    """Ask a party into the partnership: its link, to be mailed or printed; None where the same form made it.

    Raises InvitedAlready, NotFound.
    """
    actor.demand(Permission.PARTNERSHIP_WRITE, municipality_id)
    party = get_offered_organisation(municipality_id, party_id)
    if records.known(PartnerInvitation, invitation_id, municipality_id=municipality_id, party_id=party_id):
        return None
    if queries.is_invited(municipality_id, party_id):
        raise InvitedAlready
    invitation = PartnerInvitation(
        id=invitation_id,
        municipality_id=municipality_id,
        party_id=party_id,
        role=role,
        words=words,
        created_by=actor.id,
        state=InvitationState.SENT.value,
    )
    records.add(actor, invitation, act="sent")
    return _link(actor, invitation, party.name, to)


def _link(actor: Actor, invitation: PartnerInvitation, party: str, to: Recipient) -> PartnerLink:
    return make_link(
        actor,
        link_id=new_id(),
        municipality_id=invitation.municipality_id,
        purpose=PURPOSE,
        thing_id=invitation.id,
        about=party,
        recipient=to.name,
        party_id=invitation.party_id,
        email=to.email,
        language=to.language,
    )


def answer(guest: Actor, *, invitation: PartnerInvitation, reply: Reply) -> None:
    """Keep what was answered by the link; of several answers the last one. Raises LinkClosed."""
    if guest.municipality_id != invitation.municipality_id:
        raise LinkClosed(Closed.WITHDRAWN)
    records.lock(invitation)
    invitation.answer = reply.answer.value
    invitation.brings = list(reply.brings)
    invitation.answer_words = reply.words
    invitation.answered_as = reply.answered_as
    invitation.reach_at = reply.reach_at
    invitation.answered_at = clock.now()
    if invitation.state != InvitationState.ANSWERED:
        INVITATION.move(guest, invitation, InvitationState.ANSWERED)
    db.session.flush()


def close(actor: Actor, *, invitation: PartnerInvitation, reason: str, note: str = "") -> None:
    """Nothing comes of it for now; a link that nobody used is withdrawn with it."""
    INVITATION.move(actor, invitation, InvitationState.CLOSED, reason=reason, note=note)
    where = invitation.municipality_id
    withdraw_links(actor, municipality_id=where, purpose=PURPOSE, thing_id=invitation.id)


def reopen(actor: Actor, *, invitation: PartnerInvitation) -> None:
    """Take it back: it waits where it stood before. What was noted with it is withdrawn, and a link that was
    withdrawn with it works again.
    """
    actor.demand(Permission.PARTNERSHIP_WRITE, invitation.municipality_id)
    has_answer = invitation.answered_at is not None
    if invitation.state == InvitationState.CLOSED:
        for link in links_of(invitation.municipality_id, PURPOSE, invitation.id)[:1]:
            restore_link(actor, link=link)
    withdraw_noted(actor, invitation)
    INVITATION.move(actor, invitation, InvitationState.ANSWERED if has_answer else InvitationState.SENT)
