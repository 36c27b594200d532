"""There and back: signing in through the town hall's own directory."""

from flask import Response, request, session
from flask_babel import gettext as _

from app.accounts import provider
from app.accounts.blueprint import bp
from app.accounts.browser import device, speak_as_browser
from app.accounts.entrance import sign_in_page
from app.accounts.errors import AddressTaken, UnknownHere
from app.accounts.forms import SignInForm
from app.accounts.operations.provided import sign_in_as_provided
from app.accounts.provider import ProviderAway, ProviderRefused
from app.accounts.resolution import come_in
from app.core import unit_of_work
from app.core.access import public
from app.core.http import respond

_BACK = "wanted"


@bp.get("/sign-in/directory")
@public
def leave_for_provider() -> Response:
    speak_as_browser()
    back = request.args.get("next", "")
    try:
        answer = provider.leave_for()
    except (ProviderAway, ProviderRefused):
        return sign_in_page(SignInForm(), back, _away(), status=503)
    session[_BACK] = back
    return answer


@bp.get("/sign-in/directory/return")
@public
def return_from_provider() -> Response:
    """Opens a session although it is a GET: that is how a directory sends somebody back."""
    speak_as_browser()
    back = session.pop(_BACK, "")
    try:
        told = provider.told()
        unit_of_work.let_go()
        with unit_of_work.writing():
            entry = sign_in_as_provided(
                issuer=told.issuer,
                subject=told.subject,
                email=told.email,
                has_factor=told.has_factor,
                device=device(),
            )
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
