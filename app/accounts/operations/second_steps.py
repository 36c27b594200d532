"""Coming in with a second factor, showing once more who one is, and a lost device."""

from app.accounts import letters, permissions, queries
from app.accounts.errors import OwnAccess
from app.accounts.factors import operations as factors
from app.accounts.factors.passkeys import SIGN_IN, Purpose, Site
from app.accounts.factors.queries import RESET, factors_of
from app.accounts.models import Staff, StaffSession
from app.accounts.operations.sessions import check_password, end_all_sessions, open_half, open_session
from app.core import audit, clock, mail
from app.core.actor import Actor
from app.core.db import db
from app.core.errors import Forbidden


def finish_by_code(*, half: str, code: str, device: str) -> str:
    """The token of a session, for who showed a password before and a code now.

    Raises StepOver, FactorRefused, Throttled.
    """
    staff = open_half(half)
    return open_session(staff, device=device, factor=factors.use_code(staff, code))


def finish_by_passkey(*, half: str, site: Site, answer: str, device: str) -> str:
    """The same by a passkey; raises StepOver, FactorRefused, Throttled."""
    staff = open_half(half)
    shown = factors.use_passkey(staff, site=site, purpose=Purpose("second-step", staff.id), answer=answer)
    return open_session(staff, device=device, factor=shown)


def sign_in_by_passkey(*, site: Site, answer: str, device: str) -> str:
    """The token of a session of whoever shows a passkey of theirs. Raises FactorRefused."""
    staff = factors.whose_passkey(site=site, purpose=SIGN_IN, answer=answer)
    return open_session(staff, device=device, factor=factors.PASSKEY)


def confirm_by_code(actor: Actor, *, session: StaffSession, code: str) -> None:
    """Show by a code that it is still oneself; raises FactorRefused, Throttled."""
    note_confirmation(actor, session, factors.use_code(queries.get_own(actor), code))


def confirm_by_passkey(actor: Actor, *, session: StaffSession, site: Site, answer: str) -> None:
    """The same by a passkey; raises FactorRefused, Throttled."""
    purpose = Purpose("confirmation", session.id)
    shown = factors.use_passkey(queries.get_own(actor), site=site, purpose=purpose, answer=answer)
    note_confirmation(actor, session, shown)


def confirm_by_password(
    actor: Actor, *, session: StaffSession, password: str, address: str, known: str
) -> None:
    """The same by the password, for whoever has no second factor.

    Raises Forbidden for who has one, WrongCredentials, Throttled.
    """
    staff, session_id = queries.get_own(actor), session.id
    if factors_of(staff.id).any:
        raise Forbidden
    check_password(actor, email=staff.email, password=password, address=address, known=known)
    note_confirmation(actor, db.session.get_one(StaffSession, session_id), "")


def note_confirmation(actor: Actor, session: StaffSession, factor: str) -> None:
    """It was shown once more who this is, by `factor` or by the password."""
    session.confirmed_at = clock.now()
    session.factor = factor or session.factor
    audit.record(actor, "session.confirmed", "staff_session", session.id)


def note_factor(session: StaffSession, factor: str) -> None:
    """A second factor that was added in a session has been shown in it."""
    session.factor, session.confirmed_at = factor, clock.now()


def reset_factors(actor: Actor, *, staff: Staff) -> None:
    """Take away the second factors of somebody whose device is lost, and sign them out everywhere.

    They are told by mail, with the name of who did it. Raises OwnAccess, Forbidden.
    """
    if staff.id == actor.id:
        raise OwnAccess
    if not permissions.may_manage_account(actor, staff, queries.served_by(staff.id)):
        raise Forbidden
    take_away(actor, staff=staff)


def take_away(actor: Actor, *, staff: Staff) -> None:
    """What `reset_factors` does, for who may: the command line too. Doing it again changes nothing."""
    if not factors_of(staff.id).any:
        return
    factors.forget_all(staff.id)
    audit.record(actor, RESET, "staff", staff.id, sessions_ended=end_all_sessions(staff))
    if mail.is_configured():
        letter = letters.factors_reset(staff, actor.name)
        mail.queue(to=staff.email, subject=letter.subject, text=letter.text, html=letter.html)
