"""Coming in and going out."""

from flask import Response, g, request, session
from flask_babel import gettext as _

from app.accounts.blueprint import bp
from app.accounts.browser import address, device, known, speak_as_browser
from app.accounts.errors import WrongCredentials
from app.accounts.forms import SignInForm
from app.accounts.operations import sessions as operations
from app.accounts.resolution import enter, find_browser, own_session
from app.core.access import public, signed_in
from app.core.http import go_to, respond, see_other
from app.core.unit_of_work import writes


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    back = request.args.get("next", "")
    if not writes() and find_browser():
        return go_to(back)
    speak_as_browser()
    form = SignInForm(data={"next": back})
    if form.validate_on_submit():
        try:
            entered = operations.sign_in(
                g.actor,
                email=form.email.data,
                password=form.password.data,
                address=address(),
                device=device(),
                known=known(),
            )
        except WrongCredentials:
            form.password.errors = [wrong_credentials()]
        else:
            enter(entered)
            return go_to(form.next.data)
    return respond("accounts/sign_in.html", status=form.status, form=form)


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    operations.end_session(g.actor, session=own_session())
    session.clear()
    return see_other("accounts.sign_in")


def wrong_credentials() -> str:
    """The same sentence for a wrong password, an unknown address and a suspended account."""
    return _("The address and the password do not belong together. Check both and try again.")
