"""One's own account: name, language, password."""

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.blueprint import bp
from app.accounts.browser import address, known
from app.accounts.errors import PasswordTooWeak, WrongCredentials
from app.accounts.forms import AccountForm, PasswordForm
from app.accounts.operations import account as operations
from app.accounts.resolution import become_known, own_session
from app.accounts.wording import WEAKNESSES
from app.core import i18n
from app.core.access import signed_in
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.ui.conflict import show_both


@bp.route("/account", methods=["GET", "POST"])
@signed_in
def edit_account() -> Response:
    staff = queries.get_own(g.actor)
    form = AccountForm(obj=staff)
    if form.validate_on_submit():
        name, language = form.name.data, form.language.data
        try:
            operations.edit_account(g.actor, version=form.version.data, name=name, language=language)
        except StaleRecord:
            show_both(form, AccountForm(obj=staff))
        else:
            i18n.use(language)
            flash(_("Your account was changed."), "good")
            return see_other("accounts.edit_account")
    return respond("accounts/account.html", status=form.status, form=form, staff=staff)


@bp.route("/account/password", methods=["GET", "POST"])
@signed_in
def change_password() -> Response:
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            operations.change_password(
                g.actor,
                session=own_session(),
                current=form.current.data,
                new=form.password.data,
                address=address(),
                known=known(),
            )
        except WrongCredentials:
            form.current.errors = [_("This is not your present password.")]
        except PasswordTooWeak as weak:
            form.password.errors = [str(WEAKNESSES[weak.weakness])]
        else:
            become_known()
            flash(_("Your password was changed. Everywhere else you were signed out."), "good")
            return see_other("accounts.edit_account")
    return respond("accounts/password.html", status=form.status, form=form)
