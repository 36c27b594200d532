"""Passkeys (WebAuthn): what a browser is asked, and whether what it answers is right.

A passkey is kept by the device, opened there by a finger, a face or a PIN, and works at one site alone: so it
is both factors at once. Nothing is stored of a question: its challenge says when and for what it was made,
under the installation's key. Once it was answered, an older one opens nothing.
"""

import base64
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.accounts.errors import FactorRefused, Refusal
from app.accounts.factors.models import Passkey
from app.accounts.models import Staff
from app.core import clock
from app.core.links import derived

if TYPE_CHECKING:
    from collections.abc import Iterable

ANSWERED_WITHIN = timedelta(minutes=10)
_RANDOM, _INSTANT = 16, 8
LONGEST = 20_000
"""Characters of an answer: a real one has some hundreds, with a chain of certificates some thousands."""
SIGNATURES = (-8, -7, -257)
"""How a new passkey may sign (COSE): EdDSA, ECDSA with SHA-256, RSA with SHA-256; what we like best first."""
_ODD = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What reading an answer raises that no browser gives."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the portal is, as the browser sees it: its name, and its whole origin."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey, as the device answered."""

    credential_id: str
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a question is for, and whose answer it waits for: an answer to another question is none."""

    name: str
    whose: UUID

    def challenge(self) -> bytes:
        micros = int(clock.now().timestamp() * 1_000_000)
        said = secrets.token_bytes(_RANDOM) + micros.to_bytes(_INSTANT, "big")
        return said + self._mark(said)

    def asked_at(self, challenge: bytes) -> datetime:
        """When it was asked for this; raises FactorRefused for a question that is not ours, or too old."""
        said, mark = challenge[: _RANDOM + _INSTANT], challenge[_RANDOM + _INSTANT :]
        if not compare_digest(mark, self._mark(said)):
            raise FactorRefused(Refusal.PASSKEY)
        at = datetime.fromtimestamp(int.from_bytes(said[_RANDOM:], "big") / 1_000_000, UTC)
        if clock.now() - at > ANSWERED_WITHIN:
            raise FactorRefused(Refusal.LATE)
        return at

    def _mark(self, said: bytes) -> bytes:
        return derived(f"passkey:{self.name}", self.whose, said)


SIGN_IN = Purpose("sign-in", UUID(int=0))


def question_to_make(site: Site, purpose: Purpose, staff: Staff, known: "Iterable[Passkey]") -> str:
    """What `navigator.credentials.create` is asked, as JSON; devices that hold a known one refuse.

    The questions are written here, for the library that reads the answers weighs several megabytes, and a
    worker that draws the pages does without it.
    """
    return json.dumps(
        {
            "challenge": _encoded(purpose.challenge()),
            "rp": {"id": site.name, "name": "Autonomus"},
            "user": {"id": _encoded(staff.id.bytes), "name": staff.email, "displayName": staff.name},
            "pubKeyCredParams": [{"type": "public-key", "alg": each} for each in SIGNATURES],
            "timeout": 60_000,
            "excludeCredentials": _described(known),
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": True,
                "userVerification": "required",
            },
            "attestation": "none",
        }
    )


def question_to_show(site: Site, purpose: Purpose, known: "Iterable[Passkey]" = ()) -> str:
    """What `navigator.credentials.get` is asked, as JSON: one of these, or whichever the person has here."""
    return json.dumps(
        {
            "challenge": _encoded(purpose.challenge()),
            "rpId": site.name,
            "allowCredentials": _described(known),
            "userVerification": "required",
        }
    )


def made(site: Site, purpose: Purpose, answer: str) -> Made:
    """The passkey that a device made; raises FactorRefused."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    challenge = _challenge_in(answer, site)
    purpose.asked_at(challenge)
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, *_ODD) as error:
        raise FactorRefused(Refusal.PASSKEY) from error
    return Made(bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count)


def id_in(answer: str) -> str:
    """Which passkey an answer says it comes from; "" when it says nothing."""
    return str(_read(answer).get("id", ""))


def demand_shown(site: Site, purpose: Purpose, answer: str, passkey: Passkey) -> int:
    """How often the device has used it by now, by its own count. Raises FactorRefused.

    Not for a question from before its last use: whoever recorded an answer cannot send it again.
    """
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    challenge = _challenge_in(answer, site)
    asked_at = purpose.asked_at(challenge)
    if passkey.used_at is not None and asked_at <= passkey.used_at:
        raise FactorRefused(Refusal.LATE)
    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.name,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except (WebAuthnException, *_ODD) as error:
        raise FactorRefused(Refusal.PASSKEY) from error
    if 0 < found.new_sign_count <= passkey.sign_count or (passkey.sign_count and not found.new_sign_count):
        raise FactorRefused(Refusal.COPIED)
    return found.new_sign_count


def _challenge_in(answer: str, site: Site) -> bytes:
    """To which question it is an answer; raises FactorRefused for another site's."""
    from webauthn.helpers import base64url_to_bytes, parse_client_data_json
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        told = parse_client_data_json(base64url_to_bytes(_read(answer)["response"]["clientDataJSON"]))
    except (WebAuthnException, *_ODD) as error:
        raise FactorRefused(Refusal.PASSKEY) from error
    if told.origin != site.origin:
        raise FactorRefused(Refusal.OTHER_SITE)
    return told.challenge


def _read(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer) if len(answer) <= LONGEST else None
    except (ValueError, RecursionError):
        found = None
    return found if isinstance(found, dict) else {}


def _described(passkeys: "Iterable[Passkey]") -> list[dict[str, str]]:
    return [{"type": "public-key", "id": each.credential_id} for each in passkeys]


def _encoded(value: bytes) -> str:
    """As the browser reads it: Base64 of addresses, without the padding."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
