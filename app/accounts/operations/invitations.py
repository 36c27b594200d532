"""One-time links that bring new colleagues in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from app.accounts import invitations, letters, queries
from app.accounts.errors import AccountExists, MembershipExists, NoAccountYet
from app.accounts.models import Invitation, Staff
from app.accounts.operations.account import strong_hash
from app.accounts.operations.sessions import Entry, check_password, let_in
from app.accounts.operations.staff import grant, new_staff
from app.accounts.roles import Role
from app.core import clock, mail, records
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.links import Closed, LinkClosed, hash_of, new_token, open_link
from app.core.permission import Permission
from app.network import queries as network
from app.network.parties.queries import get_offered_organisation

VALID_FOR = timedelta(days=7)


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
) -> str:
    """Invite somebody to a role in a municipality the actor administers; mailed where mail is set up.

    The link, which is known only now: `link_of` turns the token into the address of the page. Raises
    MembershipExists, NotFound.
    """
    actor.demand(Permission.STAFF_WRITE, municipality_id)
    get_offered_organisation(municipality_id, organisation_id)
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
    records.record(actor, "sent", invitation, role=invitation.role)
    link = link_of(token)
    if mail.is_configured():
        letter = letters.invitation(invitation, network.get_municipality(municipality_id), link)
        mail.queue(to=email, subject=letter.subject, text=letter.text, html=letter.html)
    return link


def withdraw_invitation(actor: Actor, *, invitation: Invitation) -> None:
    """Make the link useless; withdrawing a withdrawn one changes nothing. Raises LinkClosed if used."""
    actor.demand(Permission.STAFF_WRITE, invitation.municipality_id)
    if invitation.used_at is not None:
        raise LinkClosed(Closed.USED)
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = clock.now()
        records.record(actor, "withdrawn", invitation, role=invitation.role)


def open_invitation(token: str, *, to_use: bool = False) -> Invitation:
    """What somebody is invited to, as long as who invited them may invite there. NotFound, LinkClosed."""
    return open_link(Invitation, token, is_backed=invitations.is_backed, to_use=to_use)


def accept_invitation(*, token: str, name: str, language: str, password: str, device: str) -> Entry:
    """Use the link as somebody new: account, membership and the first session.

    Raises NotFound, LinkClosed, AccountExists, PasswordTooWeak.
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


def join_by_invitation(
    actor: Actor, *, token: str, password: str, address: str, device: str, known: str = ""
) -> Entry:
    """Use the link as somebody who has an account: it takes their password, then adds the membership.

    Raises NotFound, LinkClosed, NoAccountYet, WrongCredentials, Throttled.
    """
    email = open_invitation(token).email
    if queries.find_staff_by_email(email) is None:
        raise NoAccountYet
    staff = check_password(actor, email=email, password=password, address=address, known=known)
    return _use(open_invitation(token, to_use=True), staff, device=device)


def _use(invitation: Invitation, staff: Staff, *, device: str) -> Entry:
    invitation.used_at = clock.now()
    person = Actor(kind=ActorKind.STAFF, id=staff.id)
    records.record(person, "used", invitation, role=invitation.role)
    where = {
        "organisation_id": invitation.organisation_id,
        "municipality_id": invitation.municipality_id,
    }
    with suppress(MembershipExists):  # given by hand since: what was promised is there
        grant(person, staff=staff, role=Role(invitation.role), **where)
    return let_in(staff, device=device)
