"""One's own second factors: an app, passkeys, recovery codes."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts.blueprint import bp
from app.accounts.browser import site
from app.accounts.errors import FactorExists, FactorMissing, FactorNeeded, FactorRefused, Refusal
from app.accounts.factors import codes, operations, passkeys
from app.accounts.factors.passkeys import Purpose
from app.accounts.factors.queries import Factors, factors_of, last_reset, needs_factor
from app.accounts.forms import AppForm, NewPasskeyForm
from app.accounts.operations.second_steps import note_factor
from app.accounts.queries import get_own, staff_name
from app.accounts.resolution import own_session
from app.accounts.wording import refusal
from app.core.access import confirmed, signed_in
from app.core.http import respond, see_other, show_once, shown_once


@bp.app_errorhandler(FactorMissing)
def lead_to_factors(_error: FactorMissing) -> Response:
    """Whoever needs a second factor adds one before anything else."""
    return see_other("accounts.show_factors")


@bp.get("/account/second-factor")
@signed_in
def show_factors() -> Response:
    staff_id = get_own(g.actor).id
    reset = last_reset(staff_id)
    return respond(
        "accounts/factors.html",
        factors=factors_of(staff_id),
        site=site(),
        is_needed=needs_factor(staff_id),
        reset=reset,
        reset_by=staff_name(reset.by) if reset else "",
    )


@bp.route("/account/second-factor/app", methods=["GET", "POST"])
@confirmed()
@signed_in
def add_app() -> Response:
    staff, form, had = get_own(g.actor), AppForm(), _own()
    is_complete = form.validate_on_submit()
    app_id = form.new_id
    secret = codes.read_carried(app_id, form.secret.data or "") or codes.new_secret()
    if is_complete:
        try:
            operations.add_app(g.actor, app_id=app_id, secret=secret, code=form.code.data)
        except FactorRefused as refused:
            other = _("The app that read this picture shows another code. Type the one that it shows now.")
            form.code.errors = [other if refused.why is Refusal.WRONG else refusal(refused)]
        except FactorExists:
            flash(_("There is an app already. Remove it first, to use another one."), "warning")
            return see_other("accounts.show_factors")
        else:
            return _added(
                had, operations.APP, _("The app was added. From now on, signing in asks for its code.")
            )
    form.secret.data = codes.carried(app_id, secret)
    return respond(
        "accounts/add_app.html",
        status=form.status,
        form=form,
        address=codes.address_of(secret, staff.email),
        secret=secret,
    )


@bp.post("/account/second-factor/app/removal")
@confirmed()
@signed_in
def remove_app() -> Response:
    try:
        operations.remove_app(g.actor)
    except FactorNeeded:
        return _kept()
    flash(_("The app was removed: its codes open nothing any more."), "good")
    return see_other("accounts.show_factors")


@bp.route("/account/second-factor/passkeys", methods=["GET", "POST"])
@confirmed()
@signed_in
def add_passkey() -> Response:
    staff, form, had = get_own(g.actor), NewPasskeyForm(), _own()
    purpose = Purpose("enrolment", staff.id)
    if form.validate_on_submit():
        try:
            operations.add_passkey(
                g.actor,
                passkey_id=form.new_id,
                name=form.name.data,
                site=site(),
                purpose=purpose,
                answer=form.answer.data or "",
            )
        except FactorRefused as refused:
            no_answer = _("This browser has made no passkey. It takes JavaScript, and a device that can.")
            form.name.errors = [refusal(refused) if form.answer.data else no_answer]
        except FactorExists:
            form.name.errors = [_("This passkey is known already.")]
        else:
            return _added(had, operations.PASSKEY, _("The passkey was added. You can sign in with it alone."))
    return respond(
        "accounts/add_passkey.html",
        status=form.status,
        form=form,
        question=passkeys.question_to_make(site(), purpose, staff, had.passkeys),
    )


@bp.post("/account/second-factor/passkeys/<uuid:passkey_id>/removal")
@confirmed()
@signed_in
def remove_passkey(passkey_id: UUID) -> Response:
    try:
        operations.remove_passkey(g.actor, passkey_id=passkey_id)
    except FactorNeeded:
        return _kept()
    flash(_("The passkey was removed: it opens nothing any more."), "good")
    return see_other("accounts.show_factors")


@bp.post("/account/second-factor/codes")
@confirmed()
@signed_in
def renew_codes() -> Response:
    _show_new_codes()
    return see_other("accounts.show_codes")


@bp.get("/account/second-factor/codes")
@signed_in
def show_codes() -> Response:
    """The recovery codes to print, once."""
    staff = get_own(g.actor)
    return respond("accounts/codes.html", staff=staff, codes=shown_once(staff.id).split())


def _own() -> Factors:
    return factors_of(get_own(g.actor).id)


def _added(had: Factors, factor: str, said: str) -> Response:
    """The first one brings recovery codes; and the session in which it was shown has it."""
    note_factor(own_session(), factor)
    flash(said, "good")
    if had.any:
        return see_other("accounts.show_factors")
    _show_new_codes()
    return see_other("accounts.show_codes")


def _show_new_codes() -> None:
    show_once(get_own(g.actor).id, " ".join(operations.renew_codes(g.actor)))


def _kept() -> Response:
    flash(_("Your role takes a second factor, and this is the last one. Add another one first."), "warning")
    return see_other("accounts.show_factors")
