"""Coming in and going out."""

from typing import Any

from flask import Response, current_app, g, redirect, request, session, url_for
from flask_babel import gettext as _

from app.accounts import services
from app.accounts.devices import device_of
from app.accounts.errors import WrongCredentials
from app.accounts.forms import SignInForm
from app.accounts.views.blueprint import bp
from app.accounts.views.resolution import enter, find_browser, own_session
from app.core import i18n
from app.core.access import public, signed_in
from app.core.http import local_path, respond, see_other

FIRST_PAGE = "/"


@bp.get("/sign-in")
@public
def sign_in() -> Response:
    if find_browser():
        return go_to(request.args.get("next"))
    speak_as_browser()
    return respond("accounts/sign_in.html", form=SignInForm(data={"next": request.args.get("next", "")}))


@bp.post("/sign-in")
@public
def sign_in_post() -> Response:
    speak_as_browser()
    form = SignInForm()
    if not form.validate():
        return respond("accounts/sign_in.html", form=form, status=422)
    try:
        entered = services.sign_in(
            g.actor,
            email=form.email.data,
            password=form.password.data,
            address=address(),
            device=device(),
        )
    except WrongCredentials:
        form.password.errors = [wrong_credentials()]
        return respond("accounts/sign_in.html", form=form, status=422)
    enter(entered)
    return go_to(form.next.data)


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    services.end_session(g.actor, session=own_session())
    session.clear()
    return see_other("accounts.sign_in")


def speak_as_browser() -> None:
    """Before somebody is signed in: the language of the office that the browser likes best."""
    tags = {each.tag: each.code for each in i18n.offered("office")}
    best = request.accept_languages.best_match(tags)
    i18n.use(tags[best] if best else i18n.MAIN)


def go_to(target: str | None) -> Response:
    """Back to where the sign-in was asked for, if that is a page of this site."""
    return current_app.make_response(redirect(local_path(target) or FIRST_PAGE, 303))


def address() -> str:
    """The network address that wrong passwords are counted for."""
    return request.remote_addr or ""


def device() -> str:
    """What the person will recognise this browser by."""
    return device_of(request.user_agent.string)


def public_link(endpoint: str, **token: Any) -> str:
    """The whole address of a page that a token opens, for mail and for copying."""
    public_url: str = current_app.settings.public_url  # type: ignore[attr-defined]
    path = url_for(endpoint, **token)
    return f"{public_url}{path}" if public_url else url_for(endpoint, **token, _external=True)


def wrong_credentials() -> str:
    """The same sentence for a wrong password, an unknown address and a suspended account."""
    return _("The address and the password do not belong together. Check both and try again.")
