"""Coming in and going out."""

from uuid import UUID

from flask import Response, flash, g, request, session
from flask_babel import gettext as _
from flask_babel import ngettext

from app.accounts import provider
from app.accounts.blueprint import bp
from app.accounts.browser import address, device, known, site, speak_as_browser
from app.accounts.entrance import sign_in_page
from app.accounts.errors import FactorRefused, StepOver, WrongCredentials
from app.accounts.factors import passkeys
from app.accounts.factors.passkeys import Purpose
from app.accounts.factors.queries import factors_of
from app.accounts.forms import CodeForm, PasskeyForm, SignInForm
from app.accounts.operations import second_steps
from app.accounts.operations import sessions as operations
from app.accounts.resolution import HALF, come_in, enter, find_browser, own_session
from app.accounts.wording import refusal
from app.core.access import public, signed_in
from app.core.errors import NotFound
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
    if not provider.are_passwords_taken() and writes():
        raise NotFound
    if form.validate_on_submit():
        try:
            entry = operations.sign_in(
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
            return come_in(entry, form.next.data)
    return sign_in_page(form, form.next.data)


@bp.post("/sign-in/passkey")
@public
def sign_in_by_passkey() -> Response:
    """A passkey stands for address, password and second factor."""
    speak_as_browser()
    sent = PasskeyForm()
    try:
        token = second_steps.sign_in_by_passkey(site=site(), answer=sent.answer.data or "", device=device())
    except FactorRefused as refused:
        return sign_in_page(SignInForm(formdata=None), sent.next.data, refusal(refused), status=422)
    enter(token)
    return go_to(sent.next.data)


@bp.route("/sign-in/second", methods=["GET", "POST"])
@public
def second_step() -> Response:
    """What the account asks for beside its password."""
    speak_as_browser()
    form = CodeForm(data={"next": request.args.get("next", "")})
    try:
        staff = operations.open_half(session.get(HALF, ""))
        if writes() and (token := _finished(form)):
            enter(token)
            _warn_of_few(staff.id)
            return go_to(form.next.data)
    except StepOver:
        again = _("Too much time passed between password and second factor. Please sign in once more.")
        return sign_in_page(SignInForm(formdata=None), form.next.data, again, status=422)
    own = factors_of(staff.id)
    here = own.at(site().name)
    purpose = Purpose("second-step", staff.id)
    return respond(
        "accounts/second_step.html",
        status=form.status,
        form=form,
        factors=own,
        question=passkeys.question_to_show(site(), purpose, here) if here else "",
    )


def _finished(form: CodeForm) -> str:
    """The token of the session where the second factor was right; else the form says what is wrong."""
    half, answer = session.get(HALF, ""), PasskeyForm().answer.data
    try:
        if answer:
            return second_steps.finish_by_passkey(half=half, site=site(), answer=answer, device=device())
        if form.validate():
            return second_steps.finish_by_code(half=half, code=form.typed, device=device())
    except FactorRefused as refused:
        form.code.errors = [refusal(refused)]
    return ""


def _warn_of_few(staff_id: UUID) -> None:
    left = factors_of(staff_id)
    if left.are_codes_few:
        few = ngettext(
            "%(num)d recovery code is left. Make new ones in your account, under “Second factor”.",
            "%(num)d recovery codes are left. Make new ones in your account, under “Second factor”.",
            left.codes_left,
        )
        flash(few, "warning")


@bp.post("/sign-out")
@signed_in
def sign_out() -> Response:
    operations.end_session(g.actor, session=own_session())
    is_provided = session.get(provider.PROVIDED)
    session.clear()
    return see_other("accounts.signed_out" if is_provided else "accounts.sign_in")


def wrong_credentials() -> str:
    """The same sentence for a wrong password, an unknown address and a suspended account."""
    return _("The address and the password do not belong together. Check both and try again.")
