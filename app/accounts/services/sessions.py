"""Signing in, staying in, signing out."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.accounts import passwords, queries
from app.accounts.errors import WrongCredentials
from app.accounts.models import Staff, StaffSession
from app.accounts.tokens import hash_of, new_token
from app.core import audit, clock, text, throttle, unit_of_work
from app.core.actor import Actor, ActorKind
from app.core.db import db, new_id
from app.core.errors import NotFound

SEEN_EVERY = timedelta(minutes=1)

# Wrong passwords an hour. A town hall signs in from one address, so an address may err often; a
# colleague's or a stranger's errors elsewhere do not lock a person out of their own desk at once.
BY_ACCOUNT_AND_ADDRESS = 10
BY_ACCOUNT = 50
BY_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session and the token that stands for it, which is known only now."""

    session: StaffSession
    token: str


def sign_in(actor: Actor, *, email: str, password: str, address: str, device: str) -> SignedIn:
    """Open a session; raises WrongCredentials, or Throttled after too many wrong tries.

    `address` is the network address it comes from, `device` what the person will recognise it by.
    """
    staff = check_password(actor, email=email, password=password, address=address)
    return open_session(staff, device=device)


def check_password(actor: Actor, *, email: str, password: str, address: str) -> Staff:
    """The active account of an address and its password; wrong ones are counted and raise WrongCredentials.

    Ends the transaction before the slow hash: call it before writing anything.
    """
    key = text.fold(email)
    limits = _limits(key, address)
    for bucket, subject, limit in limits:
        throttle.check(bucket, subject, limit)
    known = queries.find_staff_by_email(email)
    staff_id, stored = (known.id, known.password_hash) if known else (None, "")
    unit_of_work.let_go()
    right = passwords.matches(stored, password)
    staff = db.session.get(Staff, staff_id) if staff_id else None
    if not right or staff is None or not staff.is_active:
        _keep_refusal(actor, staff_id, limits)
        raise WrongCredentials
    return staff


def _limits(key: str, address: str) -> list[tuple[str, str, int]]:
    return [
        ("sign-in.both", f"{key} {address}", BY_ACCOUNT_AND_ADDRESS),
        ("sign-in.account", key, BY_ACCOUNT),
        ("sign-in.address", address, BY_ADDRESS),
    ]


def forgive(staff: Staff, *, address: str) -> None:
    """Forget the wrong passwords that were typed for an account, at all and from this address."""
    for bucket, subject, _limit in _limits(staff.email_key, address)[:2]:
        throttle.forget(bucket, subject)


def _keep_refusal(actor: Actor, staff_id: UUID | None, limits: list[tuple[str, str, int]]) -> None:
    def keep() -> None:
        for bucket, subject, _limit in limits:
            throttle.count(bucket, subject)
        audit.record(actor, "session.refused", "staff", staff_id)

    unit_of_work.afterwards(keep)


def open_session(staff: Staff, *, device: str) -> SignedIn:
    """A session of an account that has just shown its password."""
    token, now = new_token(), clock.now()
    session = StaffSession(
        id=new_id(),
        staff_id=staff.id,
        token_hash=hash_of(token),
        device=device,
        created_at=now,
        seen_at=now,
    )
    db.session.add(session)
    db.session.flush()
    person = Actor(kind=ActorKind.STAFF, id=staff.id)
    audit.record(person, "session.opened", "staff", staff.id)
    return SignedIn(session, token)


def mark_seen(session_id: UUID) -> None:
    """Note that the session is in use: given to `unit_of_work.afterwards`, at most once a minute."""
    session = db.session.get(StaffSession, session_id, with_for_update=True)
    if session is not None and session.ended_at is None:
        session.seen_at = clock.now()


def end_session(actor: Actor, *, session: StaffSession) -> None:
    """Sign one's own browser out, this or another; ending an ended one changes nothing."""
    if session.staff_id != actor.id:
        raise NotFound
    if session.ended_at is None:
        session.ended_at = clock.now()
        audit.record(actor, "session.ended", "staff_session", session.id)


def end_other_sessions(actor: Actor, *, keep: StaffSession) -> int:
    """Sign one's every other browser out; returns how many."""
    others = [session for session in queries.list_own_sessions(actor) if session.id != keep.id]
    for session in others:
        end_session(actor, session=session)
    return len(others)


def end_all_sessions(staff: Staff) -> int:
    """Sign somebody out everywhere; returns how many sessions that ended. The caller says why."""
    open_ones = select(StaffSession).where(StaffSession.staff_id == staff.id, StaffSession.ended_at.is_(None))
    sessions = db.session.scalars(open_ones).all()
    for session in sessions:
        session.ended_at = clock.now()
    return len(sessions)


def switch_municipality(actor: Actor, *, session: StaffSession, municipality_id: UUID) -> None:
    """Work in another of the municipalities one serves; NotFound for any other."""
    if session.staff_id != actor.id or municipality_id not in actor.grants:
        raise NotFound
    session.municipality_id = municipality_id
    audit.record(actor, "session.switched", "staff_session", session.id, municipality_id=municipality_id)
