"""Codes that people type: six digits of an app (TOTP, RFC 6238), and recovery codes.

What an app computes its codes from comes by chance and is kept encrypted: a copy of the database opens
nothing, and another SECRET_KEY closes no app. Apps of before had it from that key and the id of their row;
theirs is kept as well once a code of it was right.
"""

import base64
import secrets
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from app.accounts.factors.models import AuthenticatorApp
from app.core.encryption import Unreadable, decrypt, encrypt
from app.core.key_file import MissingKey
from app.core.links import derived

STEP_SECONDS, DIGITS = 30, 6
ACCEPTED_STEPS = 1
"""So many before and after the present one: who types slowly, and a clock that is half a minute off."""
RECOGNISED_STEPS = 20
"""Ten minutes: so far off, a code is refused with a word about the clock of the device."""
SET = 10
_BYTES = 20
_APP, _RECOVERY = "authenticator-app", "recovery-code"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without those that are read for others."""
_MEANT = str.maketrans("OIL", "011")
_HALF = 5


def new_secret() -> str:
    """Twenty bytes by chance, in the letters that apps take."""
    return base64.b32encode(secrets.token_bytes(_BYTES)).decode()


def secret_of(app: AuthenticatorApp) -> str:
    """What somebody's app computes its codes from; empty where the key that it was kept with is lost."""
    return app.secret if app.secret_encrypted else base64.b32encode(derived(_APP, app.id)[:_BYTES]).decode()


def carried(app_id: UUID, secret: str) -> str:
    """A secret on its way through a form, until its first code is right: readable here alone."""
    return encrypt(secret, AuthenticatorApp.secret.about(app_id))


def read_carried(app_id: UUID, value: str) -> str:
    """The secret that was carried so for this id, or the empty text."""
    try:
        return decrypt(value, AuthenticatorApp.secret.about(app_id))
    except (MissingKey, Unreadable):
        return ""


def address_of(secret: str, email: str) -> str:
    """What an app reads from a picture: its secret, and what to call the account."""
    from pyotp import TOTP

    return TOTP(secret).provisioning_uri(name=email, issuer_name="Autonomus")


def step_of(secret: str, typed: str, at: datetime) -> tuple[int, int] | None:
    """To which step the code belongs, and how many steps that is from now; the nearest, None for no code."""
    from pyotp import TOTP

    if not secret:
        return None
    app, here = TOTP(secret), int(at.timestamp()) // STEP_SECONDS
    for off in sorted(range(-RECOGNISED_STEPS, RECOGNISED_STEPS + 1), key=abs):
        if compare_digest(app.generate_otp(here + off).encode(), typed.encode()):
            return here + off, off
    return None


def is_of_app(typed: str) -> bool:
    """Whether it has the shape of an app's code; anything else is tried as a recovery code."""
    return len(typed) == DIGITS and typed.isascii() and typed.isdecimal()


def new_set() -> list[str]:
    """Ten recovery codes of fifty random bits, as they are printed: ABCDE-FGHJK."""
    drawn = ("".join(secrets.choice(_LETTERS) for _ in range(2 * _HALF)) for _ in range(SET))
    return [f"{code[:_HALF]}-{code[_HALF:]}" for code in drawn]


def hash_of_code(staff_id: UUID, typed: str) -> str:
    """What is stored of a recovery code: keyed, and somebody's own. Hyphens, blanks and case do not count."""
    meant = "".join(char for char in typed.upper() if char.isalnum()).translate(_MEANT)
    return derived(_RECOVERY, staff_id, meant.encode(errors="surrogatepass")).hex()
