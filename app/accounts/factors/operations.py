"""Adding, using and losing second factors."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, select

from app.accounts import letters
from app.accounts.errors import FactorExists, FactorNeeded, FactorRefused, Refusal
from app.accounts.factors import codes, passkeys, queries
from app.accounts.factors.models import AuthenticatorApp, FactorRequirement, Passkey, RecoveryCode
from app.accounts.factors.passkeys import Purpose, Site
from app.accounts.models import Staff
from app.core import audit, clock, mail, records, throttle, unit_of_work
from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.core.errors import NotFound, Throttled
from app.core.mail import Letter
from app.core.permission import Permission

TRIES = 10
"""Wrong second factors an hour, of an account: whoever tries them has its password already."""
BUCKET = "second-factor"
APP, PASSKEY, RECOVERY, PROVIDER = "app", "passkey", "recovery", "provider"
"""How a session was opened beside a password."""
T = TypeVar("T")


def add_app(actor: Actor, *, app_id: UUID, secret: str, code: str) -> None:
    """Keep the app that computes its codes from `secret`; raises FactorExists, FactorRefused, Throttled."""
    staff_id = _own(actor)
    if records.known(AuthenticatorApp, app_id, staff_id=staff_id):
        return
    if queries.factors_of(staff_id).app is not None:
        raise FactorExists
    app = AuthenticatorApp(id=app_id, staff_id=staff_id, secret=secret, used_step=0, told_step=0)
    _trying(actor, lambda: _demand_code(app, code))
    app.used_at = clock.now()
    records.add(actor, app, act="added")
    _tell(staff_id, lambda staff: letters.app_added(staff, clock.now()))


def remove_app(actor: Actor) -> None:
    """Forget one's app; doing it again changes nothing. Raises FactorNeeded."""
    found = queries.factors_of(_own(actor))
    if found.app is not None:
        _demand_another(actor, is_last=not found.passkeys)
        db.session.delete(found.app)
        records.record(actor, "removed", found.app)
        _tell(_own(actor), lambda staff: letters.app_removed(staff, clock.now()))


def add_passkey(
    actor: Actor, *, passkey_id: UUID, name: str, site: Site, purpose: Purpose, answer: str
) -> None:
    """Keep the passkey that a device has made; raises FactorRefused, FactorExists."""
    staff_id = _own(actor)
    if records.known(Passkey, passkey_id, staff_id=staff_id):
        return
    new = passkeys.made(site, purpose, answer)
    if queries.find_passkey(new.credential_id) is not None:
        raise FactorExists
    passkey = Passkey(
        id=passkey_id,
        staff_id=staff_id,
        name=name,
        site=site.name,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
    )
    records.add(actor, passkey, act="added")
    _tell(staff_id, lambda staff: letters.passkey_added(staff, clock.now(), name))


def remove_passkey(actor: Actor, *, passkey_id: UUID) -> None:
    """Forget one of one's own; raises NotFound, FactorNeeded."""
    found = queries.factors_of(_own(actor))
    passkey = next((each for each in found.passkeys if each.id == passkey_id), None)
    if passkey is None:
        raise NotFound
    _demand_another(actor, is_last=found.app is None and len(found.passkeys) == 1)
    name = passkey.name
    db.session.delete(passkey)
    records.record(actor, "removed", passkey)
    _tell(_own(actor), lambda staff: letters.passkey_removed(staff, clock.now(), name))


def renew_codes(actor: Actor) -> list[str]:
    """Ten new recovery codes, which are known only now; those of before open nothing any more."""
    staff_id, fresh = _own(actor), codes.new_set()
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    hashes = (codes.hash_of_code(staff_id, code) for code in fresh)
    db.session.add_all(RecoveryCode(staff_id=staff_id, code_hash=each) for each in hashes)
    audit.record(actor, "staff.recovery_codes_renewed", "staff", staff_id)
    return fresh


def use_code(staff: Staff, code: str) -> str:
    """Show a code of an app or a recovery code: which of the two it was. Raises FactorRefused, Throttled."""
    return _trying(_person(staff), lambda: _use_code(staff.id, code))


def use_passkey(staff: Staff, *, site: Site, purpose: Purpose, answer: str) -> str:
    """Show one of one's passkeys. Raises FactorRefused, Throttled."""

    def use() -> str:
        passkey = queries.find_passkey(passkeys.id_in(answer))
        if passkey is None or passkey.staff_id != staff.id:
            raise FactorRefused(Refusal.UNKNOWN)
        _count_use(passkey, site, purpose, answer)
        return PASSKEY

    return _trying(_person(staff), use)


def whose_passkey(*, site: Site, purpose: Purpose, answer: str) -> Staff:
    """Whoever shows a passkey of theirs, and nothing else: it stands for the password too."""
    passkey = queries.find_passkey(passkeys.id_in(answer))
    if passkey is None:
        raise FactorRefused(Refusal.UNKNOWN)
    _count_use(passkey, site, purpose, answer)
    staff = db.session.get_one(Staff, passkey.staff_id)
    if not staff.is_active:
        raise FactorRefused(Refusal.UNKNOWN)
    return staff


def forget_all(staff_id: UUID) -> None:
    """Take every second factor away; the caller says why."""
    for table in (AuthenticatorApp, Passkey, RecoveryCode):
        db.session.execute(delete(table).where(table.staff_id == staff_id))


def require(actor: Actor, *, municipality_id: UUID, roles: set[str]) -> None:
    """Say which roles take a second factor in a municipality, from the next sign-in of whoever holds them."""
    actor.demand(Permission.STAFF_WRITE, municipality_id)
    there = select(FactorRequirement).where(FactorRequirement.municipality_id == municipality_id)
    known = {each.role: each for each in db.session.scalars(there)}
    for role in known.keys() - roles:
        db.session.delete(known[role])
        records.record(actor, "ended", known[role], role=role)
    for role in sorted(roles - known.keys()):
        records.add(actor, FactorRequirement(municipality_id=municipality_id, role=role), act="begun")


def _use_code(staff_id: UUID, code: str) -> str:
    if not codes.is_of_app(code):
        return _use_recovery(staff_id, code)
    mine = select(AuthenticatorApp).where(AuthenticatorApp.staff_id == staff_id)
    app = db.session.scalars(queries.locked(mine)).first()
    if app is None:
        raise FactorRefused(Refusal.WRONG)
    _demand_code(app, code)
    app.used_at = clock.now()
    return APP


def _demand_code(app: AuthenticatorApp, code: str) -> None:
    """Take the code as used. One that is right at another time is told of, and lost."""
    secret = codes.secret_of(app)
    found = codes.step_of(secret, code, clock.now())
    if found is None:
        raise FactorRefused(Refusal.WRONG)
    step, off = found
    if abs(off) > codes.ACCEPTED_STEPS:
        app_id = app.id
        unit_of_work.afterwards(lambda: _note_told(app_id, step))
        raise FactorRefused(Refusal.CLOCK, round(off * codes.STEP_SECONDS / 60))
    if step <= app.used_step or step == app.told_step:
        raise FactorRefused(Refusal.USED)
    app.used_step = step
    if not app.secret_encrypted:
        app.secret = secret


def _note_told(app_id: UUID, step: int) -> None:
    if app := db.session.get(AuthenticatorApp, app_id, with_for_update=True):
        app.told_step = step


def _use_recovery(staff_id: UUID, code: str) -> str:
    mine = select(RecoveryCode).where(RecoveryCode.code_hash == codes.hash_of_code(staff_id, code))
    found = db.session.scalars(queries.locked(mine)).first()
    if found is None:
        raise FactorRefused(Refusal.WRONG)
    if found.used_at is not None:
        raise FactorRefused(Refusal.SPENT)
    found.used_at = clock.now()
    return RECOVERY


def _count_use(passkey: Passkey, site: Site, purpose: Purpose, answer: str) -> None:
    passkey.sign_count = passkeys.demand_shown(site, purpose, answer, passkey)
    passkey.used_at = clock.now()


def _trying(actor: Actor, attempt: Callable[[], T]) -> T:
    """Let it be tried so often an hour, and keep each refusal whatever becomes of the request."""
    assert actor.id is not None
    staff_id = actor.id
    throttle.check(BUCKET, staff_id, TRIES)
    try:
        return attempt()
    except FactorRefused as refused:
        why = refused.why.value
        unit_of_work.afterwards(lambda: _note_refusal(actor, staff_id, why))
        raise


def _note_refusal(actor: Actor, staff_id: UUID, why: str) -> None:
    throttle.count(BUCKET, staff_id)
    audit.record(actor, "staff.factor_refused", "staff", staff_id, why=why)
    try:
        throttle.check(BUCKET, staff_id, TRIES)
    except Throttled:
        _tell(staff_id, letters.factors_tried)  # whoever gets this far knows the password


def _tell(staff_id: UUID, write: Callable[[Staff], Letter]) -> None:
    """By mail, outside of the session in which it happened."""
    if mail.is_configured():
        staff = db.session.get_one(Staff, staff_id)
        letter = write(staff)
        mail.queue(to=staff.email, subject=letter.subject, text=letter.text, html=letter.html)


def _demand_another(actor: Actor, *, is_last: bool) -> None:
    if is_last and queries.needs_factor(_own(actor)):
        raise FactorNeeded


def _own(actor: Actor) -> UUID:
    if actor.kind is not ActorKind.STAFF or actor.id is None:
        raise NotFound
    return actor.id


def _person(staff: Staff) -> Actor:
    return Actor(kind=ActorKind.STAFF, id=staff.id)
