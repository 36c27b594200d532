"""There and back: signing in through the town hall's own directory."""

from flask import Response, request, session
from flask_babel import gettext as _

from app.accounts import provider
from app.accounts.blueprint import bp
from app.accounts.browser import device, speak_as_browser
from app.accounts.entrance import sign_in_page
from app.accounts.errors import AddressTaken, UnknownHere
from app.accounts.forms import SignInForm
from app.accounts.operations.provided import confirm_as_provided, sign_in_as_provided
from app.accounts.operations.sessions import Entry
from app.accounts.provider import ProviderAway, ProviderRefused, Told
from app.accounts.resolution import come_in, find_browser, own_session, resolve_staff
from app.core import unit_of_work
from app.core.access import public
from app.core.http import local_path, respond, see_other

_BACK, _ANEW = "wanted", "anew"


@bp.get("/sign-in/directory")
@public
def leave_for_provider() -> Response:
    speak_as_browser()
    back = request.args.get("next", "")
    anew = "anew" in request.args and find_browser() is not None
    try:
        answer = provider.leave_for(anew=anew)
    except (ProviderAway, ProviderRefused):
        return sign_in_page(SignInForm(), back, _away(), status=503)
    session[_BACK], session[_ANEW] = back, anew
    return answer


@bp.get("/sign-in/directory/return")
@public
def return_from_provider() -> Response:
    """Opens a session although it is a GET: that is how a directory sends somebody back."""
    speak_as_browser()
    back, anew = session.pop(_BACK, ""), session.pop(_ANEW, False)
    try:
        told = provider.told()
        unit_of_work.let_go()
        if anew and find_browser():
            return _confirmed(told, back)
        entry = _entry(told)
    except ProviderAway:
        return sign_in_page(SignInForm(), back, _away(), status=503)
    except ProviderRefused:
        return sign_in_page(SignInForm(), back, _broken(), status=422)
    except UnknownHere:
        return sign_in_page(SignInForm(), back, _unknown(), status=422)
    except AddressTaken:
        return sign_in_page(SignInForm(), back, _taken(), status=409)
    answer = come_in(entry, back)
    session[provider.PROVIDED] = True
    return answer


def _entry(told: Told) -> Entry:
    with unit_of_work.writing():
        return sign_in_as_provided(
            issuer=told.issuer,
            subject=told.subject,
            email=told.email,
            has_factor=told.has_factor,
            device=device(),
        )


def _confirmed(told: Told, back: str) -> Response:
    """The session goes on, and whatever page waits in another tab with it."""
    with unit_of_work.writing():
        confirm_as_provided(
            resolve_staff(),
            session=own_session(),
            issuer=told.issuer,
            subject=told.subject,
            has_factor=told.has_factor,
            shown_at=told.shown_at,
        )
    return see_other("accounts.confirm", next=local_path(back))


@bp.get("/signed-out")
@public
def signed_out() -> Response:
    """Whoever came through the directory is still signed in there."""
    speak_as_browser()
    try:
        address = provider.address_to_leave()
    except (ProviderAway, ProviderRefused):
        address = ""
    return respond("accounts/signed_out.html", address=address, provider_name=provider.name())


def _away() -> str:
    if provider.are_passwords_taken():
        return _(
            "The sign-in of %(name)s does not answer just now. You can sign in with address and password.",
            name=provider.name(),
        )
    return _(
        "The sign-in of %(name)s does not answer just now. Please try again shortly.", name=provider.name()
    )


def _broken() -> str:
    return _("The sign-in of %(name)s was not completed. Please begin once more.", name=provider.name())


def _unknown() -> str:
    return _(
        "%(name)s knows you, but there is no account here that is yours. Whoever was invited opens the "
        "invitation first; anybody else asks the administrator of the municipality.",
        name=provider.name(),
    )


def _taken() -> str:
    return _(
        "Your address belongs to an account here that somebody else of %(name)s uses. Ask the administrator "
        "of the municipality.",
        name=provider.name(),
    )
