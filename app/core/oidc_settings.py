"""The directory of a town hall through which its staff may sign in (OpenID Connect); optional.

What is wrong is said at the start (docs/operation.md lists the variables).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

NEEDED = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_NAME", "OIDC_DOMAINS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Oidc:
    """`name` is what people call it. An address at one of `domains` is taken for its holder's, once, to find
    their account. `factors`: what it says in `amr` or `acr` where a second factor was shown there.
    """

    issuer: str
    client_id: str
    client_secret: str
    name: str
    domains: frozenset[str]
    factors: frozenset[str] = frozenset()
    takes_passwords: bool = True
    """Whether address and password still open the portal beside it."""


def read_oidc(environ: Mapping[str, str], *, strict: bool, problem: Callable[[str], None]) -> Oidc | None:
    """The variables OIDC_…; None without OIDC_ISSUER. `strict`: over https only."""
    issuer = environ.get("OIDC_ISSUER", "")
    if not issuer:
        return None
    if not _is_address(issuer, {"https"} if strict else {"https", "http"}):
        problem("OIDC_ISSUER must look like https://login.example.pt, as the directory itself calls it.")
    for name in NEEDED:
        if not environ.get(name):
            problem(f"{name} is not set although OIDC_ISSUER is.")
    passwords = environ.get("OIDC_PASSWORDS") or "on"
    if passwords not in {"on", "off"}:
        problem("OIDC_PASSWORDS must be “on” (passwords work beside the directory) or “off”.")
    return Oidc(
        issuer=issuer,
        client_id=environ.get("OIDC_CLIENT_ID", ""),
        client_secret=environ.get("OIDC_CLIENT_SECRET", ""),
        name=environ.get("OIDC_NAME", ""),
        domains=frozenset(_words(environ.get("OIDC_DOMAINS", "").lower())),
        factors=frozenset(_words(environ.get("OIDC_FACTORS", ""))),
        takes_passwords=passwords == "on",
    )


def _is_address(value: str, schemes: set[str]) -> bool:
    try:
        url = urlsplit(value)
    except ValueError:
        return False
    return url.scheme in schemes and bool(url.hostname)


def _words(value: str) -> list[str]:
    return [word.strip() for word in value.split(",") if word.strip()]
