"""What people change about their own account."""

from app.accounts import passwords, queries
from app.accounts.errors import PasswordTooWeak
from app.accounts.models import Staff, StaffSession
from app.accounts.operations.sessions import check_password, end_other_sessions
from app.core import audit, records, unit_of_work
from app.core.actor import Actor
from app.core.db import db


def edit_account(actor: Actor, *, version: int, name: str, language: str) -> Staff:
    """Change the name and the language one works in; raises StaleRecord after a change elsewhere."""
    staff = queries.get_own(actor)
    records.edit(actor, staff, version, {"name": name, "language": language})
    return staff


def change_password(
    actor: Actor, *, session: StaffSession, current: str, new: str, address: str, known: str = ""
) -> None:
    """Set a new password and end the other sessions; raises WrongCredentials, Throttled, PasswordTooWeak."""
    staff = queries.get_own(actor)
    session_id, name, email = session.id, staff.name, staff.email
    check_password(actor, email=email, password=current, address=address, known=known)
    new_hash = strong_hash(new, name=name, email=email)
    staff = queries.get_own(actor)
    staff.password_hash = new_hash
    end_other_sessions(actor, keep=db.session.get_one(StaffSession, session_id))
    audit.record(actor, "staff.password_changed", "staff", staff.id)


def strong_hash(password: str, *, name: str, email: str) -> str:
    """The hash to store; raises PasswordTooWeak. Ends the transaction first: nothing may be written yet."""
    if weakness := passwords.weakness_of(password, name=name, email=email):
        raise PasswordTooWeak(weakness)
    unit_of_work.let_go()
    return passwords.hash_password(password)
