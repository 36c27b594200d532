"""What is known of a browser before anybody is signed in."""

from flask import Response, after_this_request, request

from app.accounts.devices import device_of
from app.accounts.factors.passkeys import Site
from app.accounts.operations.sessions import KNOWN, KNOWN_FOR
from app.core import cookies, i18n


def speak_as_browser() -> None:
    """Before somebody is signed in: the language of the office that the browser likes best."""
    tags = {each.tag: each.code for each in i18n.offered("office")}
    best = request.accept_languages.best_match(tags)
    i18n.use(tags[best] if best else i18n.MAIN)


def address() -> str:
    """The network address that wrong passwords are counted for."""
    return request.remote_addr or ""


def site() -> Site:
    """The portal as this browser sees it, under one of its names: passkeys work under that one alone."""
    name = request.host.rpartition(":")[0] if request.host.rpartition(":")[2].isdecimal() else request.host
    return Site(name, f"{request.scheme}://{request.host}")


def known() -> str:
    """What this browser kept of its last sign-in; "" for one in which nobody has signed in yet."""
    return cookies.kept(KNOWN)


def keep_known(kept: str) -> None:
    """Let the browser keep it, if this request comes to a good end."""

    @after_this_request
    def keep(response: Response) -> Response:
        if response.status_code < 400:
            cookies.give(response, KNOWN, kept, lasts=int(KNOWN_FOR.total_seconds()))
        return response


def device() -> str:
    """What the person will recognise this browser by."""
    return device_of(request.user_agent.string)
