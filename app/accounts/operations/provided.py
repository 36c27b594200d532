"""Signing in as whom the town hall's directory says; it never makes an account."""

from datetime import datetime

from sqlalchemy import select

from app.accounts import queries
from app.accounts.errors import AddressTaken, UnknownHere
from app.accounts.factors.models import ProviderIdentity
from app.accounts.factors.operations import PROVIDER
from app.accounts.factors.queries import has_factor as has_own_factor
from app.accounts.models import Staff, StaffSession, is_confirmed
from app.accounts.operations.second_steps import note_confirmation
from app.accounts.operations.sessions import Entry, let_in, open_session
from app.core import audit
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import Forbidden


def sign_in_as_provided(*, issuer: str, subject: str, email: str, has_factor: bool, device: str) -> Entry:
    """Let in whom the directory has seen; `email` is "" unless it vouches for it.

    Raises UnknownHere, AddressTaken.
    """
    staff = _found(issuer, subject, email)
    if not staff.is_active:
        raise UnknownHere
    if has_factor:
        return Entry(token=open_session(staff, device=device, factor=PROVIDER))
    return let_in(staff, device=device)


def confirm_as_provided(
    actor: Actor, *, session: StaffSession, issuer: str, subject: str, has_factor: bool, shown_at: datetime
) -> None:
    """Show by signing in there once more that it is still oneself.

    Raises UnknownHere for somebody else, or for who was not asked anew; Forbidden for who has a second factor
    here and showed none there.
    """
    if not is_confirmed(shown_at) or _found(issuer, subject, "").id != actor.id:
        raise UnknownHere
    if not has_factor and has_own_factor(session.staff_id):
        raise Forbidden
    note_confirmation(actor, session, PROVIDER if has_factor else "")


def _found(issuer: str, subject: str, email: str) -> Staff:
    same = ProviderIdentity.issuer == issuer, ProviderIdentity.subject == subject
    known = db.session.scalars(select(ProviderIdentity).where(*same)).first()
    if known is not None:
        return db.session.get_one(Staff, known.staff_id)
    staff = queries.find_staff_by_email(email) if email else None
    if staff is None or not staff.is_active:
        raise UnknownHere
    _link(staff, issuer, subject)
    return staff


def _link(staff: Staff, issuer: str, subject: str) -> None:
    """Remember who they are there. A second person with the address is somebody it was given to since."""
    theirs = ProviderIdentity.staff_id == staff.id, ProviderIdentity.issuer == issuer
    if db.session.scalars(select(ProviderIdentity.id).where(*theirs)).first() is not None:
        raise AddressTaken
    db.session.add(ProviderIdentity(staff_id=staff.id, issuer=issuer, subject=subject))
    person = Actor(kind=ActorKind.STAFF, id=staff.id)
    audit.record(person, "staff.linked_to_directory", "staff", staff.id)
