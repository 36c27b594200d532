"""What somebody of the staff has to sign in with."""

from collections.abc import Mapping
from uuid import UUID

import pyotp

from app.accounts.factors import codes
from app.accounts.factors.models import AuthenticatorApp, Passkey
from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.unit_of_work import writing


def one_of_each(actor: Actor, _ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """A passkey of the actor's own, inside a transaction."""
    passkey = Passkey(
        id=new_id(),
        staff_id=actor.id,
        name="Chave azul",
        site="localhost",
        credential_id=f"passkey of {actor.id}",
        public_key=b"",
    )
    db.session.add(passkey)
    return {"passkey_id": passkey.id}


def give_app(staff_id: UUID) -> UUID:
    """Let somebody have an app that shows codes; its id."""
    app = AuthenticatorApp(id=new_id(), staff_id=staff_id)
    with writing():
        db.session.add(app)
    return app.id


def code_of(app_id: UUID, *, steps: int = 0) -> str:
    """The code that the app shows now, or would show so many half minutes later."""
    at = int(clock.now().timestamp()) + steps * codes.STEP_SECONDS
    return pyotp.TOTP(codes.secret_of(app_id)).at(at)
