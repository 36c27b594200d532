"""A new password for somebody who forgot theirs: the link is made here, shown once, and used once."""

from uuid import UUID

from flask import Response, flash, g, session
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.blueprint import bp
from app.accounts.browser import address, speak_as_browser
from app.accounts.errors import PasswordTooWeak
from app.accounts.forms import TwiceForm
from app.accounts.operations import new_passwords as operations
from app.accounts.wording import PASSWORD_LINK_CLOSED, WEAKNESSES
from app.core import mail
from app.core.access import confirmed, public, requires
from app.core.http import public_address, respond, see_other, show_once, shown_once
from app.core.links import LinkClosed
from app.core.permission import Permission


@bp.post("/staff/<uuid:staff_id>/password-link")
@confirmed()
@requires(Permission.STAFF_WRITE)
def make_password_link(staff_id: UUID) -> Response:
    staff = queries.get_staff(g.actor, staff_id)
    link = operations.make_password_link(
        g.actor,
        staff=staff,
        link_of=lambda token: public_address("accounts.set_new_password", password_token=token),
    )
    show_once(staff.id, link)
    return see_other("accounts.show_password_link", staff_id=staff.id)


@bp.get("/staff/<uuid:staff_id>/password-link")
@requires(Permission.STAFF_WRITE)
def show_password_link(staff_id: UUID) -> Response:
    """The link to copy, once."""
    staff = queries.get_staff(g.actor, staff_id)
    return respond(
        "accounts/password_link.html",
        staff=staff,
        link=shown_once(staff.id),
        is_mailed=mail.is_configured(),
    )


@bp.route("/new-password/<password_token>", methods=["GET", "POST"])
@public
def set_new_password(password_token: str) -> Response:
    speak_as_browser()
    form = TwiceForm()
    try:
        staff = operations.open_password_link(password_token)
        if form.validate_on_submit() and _is_set(password_token, form):
            session.clear()
            flash(_("Your new password counts from now on. Sign in with it."), "good")
            return see_other("accounts.sign_in")
    except LinkClosed as closed:
        return respond("accounts/link_closed.html", status=410, sentence=PASSWORD_LINK_CLOSED[closed.why])
    return respond("accounts/new_password.html", status=form.status, staff=staff, form=form)


def _is_set(token: str, form: TwiceForm) -> bool:
    try:
        operations.set_password(token=token, password=form.password.data, address=address())
    except PasswordTooWeak as weak:
        form.password.errors = [str(WEAKNESSES[weak.weakness])]
        return False
    return True
