"""A new password for somebody who forgot theirs: an administrator makes the link, the person uses it.

Nothing is stored of a link: the mark of the old password in it closes it as soon as that password is another,
by this link or in any other way. It names its maker, and ends with the right to make it, for good: whoever
lost a role meanwhile, or whose colleague serves another municipality since, makes another one.
"""

from collections.abc import Callable
from datetime import timedelta
from hmac import compare_digest

from sqlalchemy import and_, or_, select

from app.accounts import letters, permissions, queries
from app.accounts.errors import OwnAccess
from app.accounts.models import Staff
from app.accounts.operations.account import strong_hash
from app.accounts.operations.sessions import end_all_sessions, forgive
from app.core import audit, clock, links, mail
from app.core.actor import Actor, ActorKind
from app.core.audit import AuditEntry
from app.core.db import db
from app.core.errors import Forbidden, NotFound
from app.core.links import Closed, LinkClosed, Signed
from app.core.permission import Permission

VALID_FOR = timedelta(days=7)
PURPOSE = "password-link"
LOSSES = ("membership.ended", "staff.suspended")


def make_password_link(actor: Actor, *, staff: Staff, link_of: Callable[[str], str]) -> str:
    """The link, which is known only now; mailed where mail is set up. Raises OwnAccess, Forbidden.

    `link_of` turns the token into the address of the page.
    """
    if staff.id == actor.id:
        raise OwnAccess
    if not permissions.may_renew_password(actor, staff, queries.served_by(staff.id)):
        raise Forbidden
    assert actor.id is not None
    until, mark = clock.now() + VALID_FOR, _mark_of(staff)
    link = link_of(links.signed(PURPOSE, staff.id, made_by=actor.id, expires_at=until, mark=mark))
    audit.record(actor, "staff.password_link_made", "staff", staff.id)
    if mail.is_configured():
        letter = letters.new_password(staff, link)
        mail.queue(to=staff.email, subject=letter.subject, text=letter.text, html=letter.html)
    return link


def open_password_link(token: str, *, to_use: bool = False) -> Staff:
    """Whom the link is for; raises NotFound, or LinkClosed with the reason."""
    link = links.read_signed(PURPOSE, token)
    staff = db.session.get(Staff, link.thing_id, with_for_update=to_use or None) if link else None
    if link is None or staff is None:
        raise NotFound
    if not compare_digest(link.mark, _mark_of(staff)):
        raise LinkClosed(Closed.USED)
    if not staff.is_active:
        raise LinkClosed(Closed.WITHDRAWN)
    if link.expires_at <= clock.now():
        raise LinkClosed(Closed.EXPIRED)
    if not _is_backed(link, staff):
        raise LinkClosed(Closed.UNBACKED)
    return staff


def _is_backed(link: Signed, staff: Staff) -> bool:
    """Whether the maker may still make it, and was so all the time since."""
    maker, served = queries.actor_of(link.made_by), queries.served_by(staff.id)
    if not permissions.may_renew_password(maker, staff, served):
        return False
    made_at, managed = link.expires_at - VALID_FOR, maker.municipalities(Permission.STAFF_WRITE)
    lost = and_(AuditEntry.subject_id == maker.id, AuditEntry.action.in_(LOSSES))
    beyond = and_(
        AuditEntry.subject_id == staff.id,
        AuditEntry.action == "membership.added",
        AuditEntry.municipality_id.not_in(managed),
    )
    ended = select(AuditEntry.id).where(AuditEntry.at >= made_at, or_(lost, beyond))
    return db.session.scalars(ended.limit(1)).first() is None


def set_password(*, token: str, password: str, address: str) -> None:
    """Use the link: the new password counts, and the person is signed out everywhere.

    Wrong tries of before no longer keep them out at `address`. Raises NotFound, LinkClosed,
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


def _mark_of(staff: Staff) -> bytes:
    return links.mark_of(PURPOSE, staff.id, staff.password_hash)
