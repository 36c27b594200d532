"""What hangs on staff, and what somebody of them has to sign in with."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pyotp

from app.accounts.factors import codes
from app.accounts.factors.models import AuthenticatorApp, Passkey
from app.accounts.models import StaffDiscipline
from app.core import clock
from app.core.actor import Actor
from app.core.db import db, new_id
from app.core.unit_of_work import reading, writing


def one_of_each(actor: Actor, ids: Mapping[str, UUID]) -> dict[str, UUID]:
    """A passkey of the actor's own and a discipline of a colleague, inside a transaction."""
    assert actor.municipality_id
    discipline = StaffDiscipline(
        id=new_id(),
        municipality_id=actor.municipality_id,
        staff_id=ids["staff_id"],
        discipline="social_work",
        begins_on=date(2024, 9, 1),
    )
    db.session.add(discipline)
    passkey = Passkey(
        id=new_id(),
        staff_id=actor.id,
        name="Chave azul",
        site="localhost",
        credential_id=f"passkey of {actor.id}",
        public_key=b"",
    )
    db.session.add(passkey)
    db.session.flush()
    return {"passkey_id": passkey.id, "discipline_id": discipline.id}


def give_app(staff_id: UUID) -> UUID:
    """Let somebody have an app that shows codes; its id."""
    with writing():
        app = AuthenticatorApp(id=new_id(), staff_id=staff_id, secret=codes.new_secret())
        db.session.add(app)
    return app.id


def code_of(app_id: UUID, *, steps: int = 0) -> str:
    """The code that the app shows now, or would show so many half minutes later."""
    with reading():
        return shown_for(codes.secret_of(db.session.get_one(AuthenticatorApp, app_id)), steps=steps)


def shown_for(secret: str, *, steps: int = 0) -> str:
    """The code of an app that was given this secret, in groups of letters as a page shows it."""
    at = int(clock.now().timestamp()) + steps * codes.STEP_SECONDS
    return pyotp.TOTP(secret.replace(" ", "")).at(at)
