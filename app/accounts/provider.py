"""Signing in through the town hall's own directory: OpenID Connect, where the installation has it.

Authorization code with PKCE, state and nonce, all of them Authlib's. It never makes an account: it finds the
one that was linked before or, the first time, the one with the address that the directory vouches for.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from flask import Response, current_app

from app.core.config import settings
from app.core.errors import DomainError, NotFound
from app.core.http import public_address

if TYPE_CHECKING:
    from authlib.integrations.flask_client import FlaskOAuth2App

PROVIDED = "provided"
"""Marks a cookie whose session was opened by the directory."""
PATIENCE_SECONDS = 5
_KEPT = "oidc"


class ProviderAway(DomainError):
    """The directory does not answer, or not as OpenID Connect says."""

    status = 503


class ProviderRefused(DomainError):
    """What came back is no sign-in: it was refused there, or begun in another browser, or changed."""

    status = 422


@dataclass(frozen=True, slots=True)
class Told:
    """What the directory says of somebody. `email` is "" unless it vouches for it."""

    issuer: str
    subject: str
    email: str
    has_factor: bool
    shown_at: datetime
    """When they last signed in there; long ago where it does not say."""


def name() -> str:
    """What the directory is called; "" where there is none."""
    known = settings().oidc
    return known.name if known else ""


def are_passwords_taken() -> bool:
    known = settings().oidc
    return known is None or known.takes_passwords


def leave_for(*, anew: bool = False) -> Response:
    """Send the browser there; raises ProviderAway, NotFound where there is no directory.

    `anew`: whoever is signed in there already shows once more who they are.
    """
    client = _client()
    asked = {"prompt": "login", "max_age": 0} if anew else {}
    with _speaking():
        answer = client.authorize_redirect(public_address("accounts.return_from_provider"), **asked)
    return current_app.make_response(answer)


def told() -> Told:
    """What it says of whoever comes back. Raises ProviderRefused, ProviderAway, NotFound."""
    client, known = _client(), settings().oidc
    assert known is not None
    with _speaking():
        token = client.authorize_access_token()
        claims: dict[str, Any] = dict(token.get("userinfo") or {})
        if "email" not in claims:
            more = client.userinfo(token=token)
            claims |= more if more.get("sub") == claims.get("sub") else {}
    if claims.get("iss") != known.issuer or not claims.get("sub"):
        raise ProviderRefused
    email = str(claims.get("email") or "")
    domain = email.rpartition("@")[2].lower()
    is_vouched = claims.get("email_verified") is not False and domain in known.domains
    shown = {str(claims.get("acr")), *map(str, claims.get("amr") or ())}
    shown_at = datetime.fromtimestamp(float(claims.get("auth_time") or 0), UTC)
    has_factor = bool(shown & known.factors)
    return Told(known.issuer, str(claims["sub"]), email if is_vouched else "", has_factor, shown_at)


def address_to_leave() -> str:
    """Where one signs out of the directory too; "" where it does not say."""
    with _speaking():
        metadata = _client().load_server_metadata()
    return str(metadata.get("end_session_endpoint") or "")


def _client() -> "FlaskOAuth2App":
    """Made when the first person signs in there; it keeps what the directory told of itself."""
    known = settings().oidc
    if known is None:
        raise NotFound
    if _KEPT not in current_app.extensions:
        from authlib.integrations.flask_client import OAuth

        logging.getLogger("authlib").setLevel(logging.INFO)  # below that it tells what proves whose try it is
        app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  it is kept
        current_app.extensions[_KEPT] = OAuth(app).register(
            name="directory",
            client_id=known.client_id,
            client_secret=known.client_secret,
            server_metadata_url=known.issuer.rstrip("/") + "/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE_SECONDS,
            },
        )
    client: FlaskOAuth2App = current_app.extensions[_KEPT]
    return client


@contextmanager
def _speaking() -> Iterator[None]:
    """Whatever goes wrong between the directory and us is one of two things to whoever signs in."""
    from authlib.integrations.base_client import OAuthError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        yield
    except (OAuthError, JoseError) as error:
        raise ProviderRefused from error
    except (RequestException, RuntimeError, ValueError, KeyError) as error:
        raise ProviderAway from error
