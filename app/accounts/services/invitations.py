"""One-time links that bring new colleagues in."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from app.accounts import letters, queries
from app.accounts.errors import AccountExists, Closed, InvitationClosed, MembershipExists, NoAccountYet
from app.accounts.models import Invitation, Staff
from app.accounts.roles import Role
from app.accounts.services.account import strong_hash
from app.accounts.services.sessions import SignedIn, check_password, open_session
from app.accounts.services.staff import grant, new_staff
from app.accounts.tokens import hash_of, new_token
from app.core import audit, clock, mail
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.permission import Permission
from app.network import queries as network

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    """A new invitation and its link, which is known only now."""

    invitation: Invitation
    link: str


def invite(
    actor: Actor,
    *,
    invitation_id: UUID,
    municipality_id: UUID,
    name: str,
    email: str,
    organisation_id: UUID,
    role: Role,
    link_of: Callable[[str], str],
) -> Invited:
    """Invite somebody to a role in a municipality the actor administers; mailed where mail is set up.

    `link_of` turns the token into the address of the page. Raises MembershipExists, NotFound.
    """
    actor.demand(Permission.STAFF_WRITE, municipality_id)
    network.get_offered_organisation(municipality_id, organisation_id)
    where = {"organisation_id": organisation_id, "municipality_id": municipality_id}
    known = queries.find_staff_by_email(email)
    if known and queries.has_membership(known.id, role=role, **where):
        raise MembershipExists
    token = new_token()
    invitation = Invitation(
        id=invitation_id,
        name=name,
        email=email,
        role=role.value,
        token_hash=hash_of(token),
        invited_by=actor.id,
        expires_at=clock.now() + VALID_FOR,
        **where,
    )
    db.session.add(invitation)
    _audit(actor, "invitation.sent", invitation)
    link = link_of(token)
    if mail.is_configured():
        letter = letters.invitation(invitation, network.get_municipality(municipality_id), link)
        mail.queue(to=email, subject=letter.subject, text=letter.text, html=letter.html)
    return Invited(invitation, link)


def withdraw_invitation(actor: Actor, *, invitation: Invitation) -> None:
    """Make the link useless; withdrawing a withdrawn one changes nothing. Raises InvitationClosed if used."""
    actor.demand(Permission.STAFF_WRITE, invitation.municipality_id)
    if invitation.used_at is not None:
        raise InvitationClosed(Closed.USED)
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = clock.now()
        _audit(actor, "invitation.withdrawn", invitation)


def accept_invitation(*, token: str, name: str, language: str, password: str, device: str) -> SignedIn:
    """Use the link as somebody new: account, membership and first session.

    Raises NotFound, InvitationClosed, AccountExists, PasswordTooWeak.
    """
    email = open_invitation(token).email
    if queries.find_staff_by_email(email):
        raise AccountExists
    password_hash = strong_hash(password, name=name, email=email)
    invitation = open_invitation(token, to_use=True)
    if queries.find_staff_by_email(email):
        raise AccountExists
    staff = new_staff(name=name, email=email, language=language, password_hash=password_hash)
    return _use(invitation, staff, device=device)


def join_by_invitation(actor: Actor, *, token: str, password: str, address: str, device: str) -> SignedIn:
    """Use the link as somebody who has an account: it takes their password, then adds the membership.

    Raises NotFound, InvitationClosed, NoAccountYet, WrongCredentials, Throttled.
    """
    email = open_invitation(token).email
    if queries.find_staff_by_email(email) is None:
        raise NoAccountYet
    staff = check_password(actor, email=email, password=password, address=address)
    return _use(open_invitation(token, to_use=True), staff, device=device)


def open_invitation(token: str, *, to_use: bool = False) -> Invitation:
    """The invitation behind a link; raises NotFound, or InvitationClosed with the reason."""
    invitation = queries.get_invitation_by_token(token, to_use=to_use)
    if invitation.used_at is not None:
        raise InvitationClosed(Closed.USED)
    if invitation.withdrawn_at is not None:
        raise InvitationClosed(Closed.WITHDRAWN)
    if not invitation.is_open():
        raise InvitationClosed(Closed.EXPIRED)
    return invitation


def _use(invitation: Invitation, staff: Staff, *, device: str) -> SignedIn:
    invitation.used_at = clock.now()
    person = Actor(kind=ActorKind.STAFF, id=staff.id)
    _audit(person, "invitation.used", invitation)
    where = {
        "organisation_id": invitation.organisation_id,
        "municipality_id": invitation.municipality_id,
    }
    with suppress(MembershipExists):  # given by hand since: what was promised is there
        grant(person, staff=staff, role=Role(invitation.role), **where)
    return open_session(staff, device=device)


def _audit(actor: Actor, action: str, invitation: Invitation) -> None:
    audit.record(
        actor,
        action,
        "invitation",
        invitation.id,
        municipality_id=invitation.municipality_id,
        role=invitation.role,
    )
