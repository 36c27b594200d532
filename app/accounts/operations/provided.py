"""Signing in as whom the town hall's directory says; it never makes an account."""

from sqlalchemy import select

from app.accounts import queries
from app.accounts.errors import AddressTaken, UnknownHere
from app.accounts.factors.models import ProviderIdentity
from app.accounts.factors.operations import PROVIDER
from app.accounts.models import Staff
from app.accounts.operations.sessions import Entry, let_in, open_session
from app.core import audit
from app.core.actor import Actor, ActorKind
from app.core.db import db


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
