"""One's own account: name, language, password."""

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts import queries, services
from app.accounts.errors import PasswordTooWeak, WrongCredentials
from app.accounts.forms import AccountForm, PasswordForm
from app.accounts.models import Staff
from app.accounts.views.blueprint import bp
from app.accounts.views.entry import address
from app.accounts.views.resolution import own_session
from app.accounts.wording import WEAKNESSES
from app.core import i18n
from app.core.access import signed_in
from app.core.errors import StaleRecord
from app.core.http import respond, see_other


@bp.get("/account")
@signed_in
def show_account() -> Response:
    staff = queries.get_own(g.actor)
    return _account_page(staff, AccountForm(obj=staff))


@bp.post("/account")
@signed_in
def edit_account() -> Response:
    staff, form = queries.get_own(g.actor), AccountForm()
    if not form.validate():
        return _account_page(staff, form, status=422)
    name, language = form.name.data, form.language.data
    try:
        services.edit_account(g.actor, version=form.version.data, name=name, language=language)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        return _account_page(staff, form, status=409)
    i18n.use(language)
    flash(_("Your account was changed."), "good")
    return see_other("accounts.show_account")


def _account_page(staff: Staff, form: AccountForm, *, status: int = 200) -> Response:
    stored = staff if status == 409 else None
    return respond("accounts/account.html", status=status, form=form, staff=staff, stored=stored)


@bp.get("/account/password")
@signed_in
def show_password() -> Response:
    return _password_page(PasswordForm())


@bp.post("/account/password")
@signed_in
def change_password() -> Response:
    form = PasswordForm()
    if not form.validate():
        return _password_page(form, status=422)
    try:
        services.change_password(
            g.actor,
            session=own_session(),
            current=form.current.data,
            new=form.password.data,
            address=address(),
        )
    except WrongCredentials:
        form.current.errors = [_("This is not your present password.")]
        return _password_page(form, status=422)
    except PasswordTooWeak as weak:
        form.password.errors = [str(WEAKNESSES[weak.weakness])]
        return _password_page(form, status=422)
    flash(_("Your password was changed. Everywhere else you were signed out."), "good")
    return see_other("accounts.show_account")


def _password_page(form: PasswordForm, *, status: int = 200) -> Response:
    return respond("accounts/password.html", status=status, form=form)
