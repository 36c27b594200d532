"""A new password for somebody who forgot theirs: an administrator makes the link, the person uses it."""

from collections.abc import Callable
from datetime import timedelta

from app.accounts import letters, password_links, permissions, queries
from app.accounts.errors import Closed, OwnAccess, PasswordLinkClosed
from app.accounts.models import Staff
from app.accounts.services.account import strong_hash
from app.accounts.services.sessions import end_all_sessions, forgive
from app.core import audit, clock, mail
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import Forbidden, NotFound

VALID_FOR = timedelta(days=7)


def make_password_link(actor: Actor, *, staff: Staff, link_of: Callable[[str], str]) -> str:
    """The link, which is known only now; mailed where mail is set up. Raises OwnAccess, Forbidden.

    `link_of` turns the token into the address of the page.
    """
    if staff.id == actor.id:
        raise OwnAccess
    if not permissions.may_renew_password(actor, staff, queries.served_by(staff.id)):
        raise Forbidden
    link = link_of(password_links.token_for(staff, expires_at=clock.now() + VALID_FOR))
    audit.record(actor, "staff.password_link_made", "staff", staff.id)
    if mail.is_configured():
        letter = letters.new_password(staff, link)
        mail.queue(to=staff.email, subject=letter.subject, text=letter.text, html=letter.html)
    return link


def open_password_link(token: str, *, to_use: bool = False) -> Staff:
    """Whom the link is for; raises NotFound, or PasswordLinkClosed with the reason."""
    link = password_links.read(token)
    staff = db.session.get(Staff, link.staff_id, with_for_update=to_use or None) if link else None
    if link is None or staff is None:
        raise NotFound
    if not link.replaces(staff):
        raise PasswordLinkClosed(Closed.USED)
    if not staff.is_active:
        raise PasswordLinkClosed(Closed.WITHDRAWN)
    if link.expires_at <= clock.now():
        raise PasswordLinkClosed(Closed.EXPIRED)
    return staff


def set_password(*, token: str, password: str, address: str) -> None:
    """Use the link: the new password counts, and the person is signed out everywhere.

    Wrong tries of before no longer keep them out at `address`. Raises NotFound, PasswordLinkClosed,
    PasswordTooWeak.
    """
    staff = open_password_link(token)
    new_hash = strong_hash(password, name=staff.name, email=staff.email)
    staff = open_password_link(token, to_use=True)
    staff.password_hash = new_hash
    ended = end_all_sessions(staff)
    forgive(staff, address=address)
    person = Actor(kind=ActorKind.STAFF, id=staff.id)
    audit.record(person, "staff.password_set_by_link", "staff", staff.id, sessions_ended=ended)
