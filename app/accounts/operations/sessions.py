"""Signing in, staying in, signing out."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.accounts import passwords, queries
from app.accounts.errors import StepOver, WrongCredentials
from app.accounts.factors import queries as factors
from app.accounts.models import Staff, StaffSession
from app.core import audit, clock, text, throttle, unit_of_work
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import NotFound
from app.core.links import hash_of, mark_of, new_token, read_signed, signed

SEEN_EVERY = timedelta(minutes=1)

# Wrong passwords an hour, counted for the account they are aimed at. A browser that knows the account counts
# by itself: nobody's errors elsewhere lock a person out of their own desk.
BY_BROWSER = 10
BY_ACCOUNT_AND_ADDRESS = 10
BY_ACCOUNT = 50
# Those of an address for whatever accounts. A town hall signs in from one address, so this limit never
# refuses a right password: it only answers the wrong ones.
BY_ADDRESS = 300

KNOWN, KNOWN_FOR = "known-browser", timedelta(days=180)
HALF, HALF_FOR = "second-step", timedelta(minutes=10)
Limit = tuple[str, str, int]
"""Bucket, subject and how many an hour."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How somebody comes in who has shown their password: the token of a new session, which is known only
    now, or, where their account has a second factor, what they come back with beside that one.
    """

    token: str = ""
    half: str = ""


def sign_in(actor: Actor, *, email: str, password: str, address: str, device: str, known: str = "") -> Entry:
    """Let somebody in by their password. Raises WrongCredentials, Throttled.

    `address` is the network address it comes from, `device` what the person will recognise it by, `known`
    what `known_browser` gave it at an earlier sign-in.
    """
    staff = check_password(actor, email=email, password=password, address=address, known=known)
    return let_in(staff, device=device)


def let_in(staff: Staff, *, device: str) -> Entry:
    """After a password was shown, or what stands for it."""
    if factors.has_factor(staff.id):
        return Entry(half=_half_of(staff))
    return Entry(token=open_session(staff, device=device))


def _half_of(staff: Staff) -> str:
    mark = mark_of(HALF, staff.id, staff.password_hash)
    return signed(HALF, staff.id, made_by=staff.id, expires_at=clock.now() + HALF_FOR, mark=mark)


def open_half(half: str) -> Staff:
    """Who has shown their password a short while ago; raises StepOver."""
    said = read_signed(HALF, half)
    staff = db.session.get(Staff, said.thing_id) if said and said.expires_at > clock.now() else None
    if said is None or staff is None or not staff.is_active:
        raise StepOver
    if said.mark != mark_of(HALF, staff.id, staff.password_hash):
        raise StepOver
    return staff


def check_password(actor: Actor, *, email: str, password: str, address: str, known: str = "") -> Staff:
    """The active account of an address and its password; wrong ones are counted and raise WrongCredentials.

    Ends the transaction before the slow hash: call it before writing anything.
    """
    found = queries.find_staff_by_email(email)
    staff_id, stored = (found.id, found.password_hash) if found else (None, "")
    if found is not None and _knows(known, found):
        limits = [("sign-in.browser", hash_of(known), BY_BROWSER)]
    else:
        limits = _limits_of(text.fold(email), address)
    for limit in limits:
        throttle.check(*limit)
    unit_of_work.let_go()
    right = passwords.matches(stored, password)
    staff = db.session.get(Staff, staff_id) if staff_id else None
    if not right or staff is None or not staff.is_active:
        of_address = ("sign-in.address", address, BY_ADDRESS)
        _keep_refusal(actor, staff_id, [*limits, of_address])
        throttle.check(*of_address)
        raise WrongCredentials
    return staff


def known_browser(staff: Staff) -> str:
    """What a browser keeps in which somebody has signed in; worth nothing once the password is another."""
    mark = mark_of(KNOWN, staff.id, staff.password_hash)
    return signed(KNOWN, staff.id, made_by=staff.id, expires_at=clock.now() + KNOWN_FOR, mark=mark)


def _knows(kept: str, staff: Staff) -> bool:
    said = read_signed(KNOWN, kept)
    if said is None or said.thing_id != staff.id or said.expires_at < clock.now():
        return False
    return said.mark == mark_of(KNOWN, staff.id, staff.password_hash)


def _limits_of(key: str, address: str) -> list[Limit]:
    return [
        ("sign-in.both", f"{key} {address}", BY_ACCOUNT_AND_ADDRESS),
        ("sign-in.account", key, BY_ACCOUNT),
    ]


def forgive(staff: Staff, *, address: str) -> None:
    """Forget the wrong passwords that were typed for an account, at all and from this address."""
    for bucket, subject, _limit in _limits_of(staff.email_key, address):
        throttle.forget(bucket, subject)


def _keep_refusal(actor: Actor, staff_id: UUID | None, limits: list[Limit]) -> None:
    def keep() -> None:
        for bucket, subject, _limit in limits:
            throttle.count(bucket, subject)
        audit.record(actor, "session.refused", "staff", staff_id)

    unit_of_work.afterwards(keep)


def open_session(staff: Staff, *, device: str, factor: str = "") -> str:
    """The token of a session of an account that has just shown its password, or more."""
    token, now = new_token(), clock.now()
    session = StaffSession(
        staff_id=staff.id,
        token_hash=hash_of(token),
        device=device,
        factor=factor,
        confirmed_at=now,
        seen_at=now,
    )
    db.session.add(session)
    db.session.flush()
    person = Actor(kind=ActorKind.STAFF, id=staff.id)
    audit.record(person, "session.opened", "staff", staff.id)
    return token


def mark_seen(session_id: UUID) -> None:
    """Note that the session is in use: given to `unit_of_work.if_possible`, at most once a minute."""
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
