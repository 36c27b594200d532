"""A new password for somebody who forgot theirs: the link is made here, shown once, and used once."""

from uuid import UUID

from flask import Response, flash, g, session
from flask_babel import gettext as _

from app.accounts import queries, services
from app.accounts.errors import PasswordLinkClosed, PasswordTooWeak
from app.accounts.forms import TwiceForm
from app.accounts.models import Staff
from app.accounts.views.blueprint import bp
from app.accounts.views.entry import address, public_link, speak_as_browser
from app.accounts.wording import PASSWORD_LINK_CLOSED, WEAKNESSES
from app.core import mail
from app.core.access import public, requires
from app.core.http import respond, see_other
from app.core.permission import Permission

NEW_LINK = "password_link"


@bp.post("/staff/<uuid:staff_id>/password-link")
@requires(Permission.STAFF_WRITE)
def make_password_link(staff_id: UUID) -> Response:
    staff = queries.get_staff(g.actor, staff_id)
    link = services.make_password_link(g.actor, staff=staff, link_of=_link_of)
    session[NEW_LINK] = (str(staff.id), link)  # for the next page only: the link is not stored anywhere
    return see_other("accounts.show_password_link", staff_id=staff.id)


@bp.get("/staff/<uuid:staff_id>/password-link")
@requires(Permission.STAFF_WRITE)
def show_password_link(staff_id: UUID) -> Response:
    """The link to copy, once."""
    staff = queries.get_staff(g.actor, staff_id)
    whose, link = session.pop(NEW_LINK, ("", ""))
    return respond(
        "accounts/password_link.html",
        staff=staff,
        link=link if whose == str(staff.id) else "",
        is_mailed=mail.is_configured(),
    )


@bp.get("/new-password/<password_token>")
@public
def show_new_password(password_token: str) -> Response:
    speak_as_browser()
    try:
        staff = services.open_password_link(password_token)
    except PasswordLinkClosed as closed:
        return _closed_page(closed)
    return _new_password_page(password_token, staff, TwiceForm())


@bp.post("/new-password/<password_token>")
@public
def set_new_password(password_token: str) -> Response:
    speak_as_browser()
    form = TwiceForm()
    try:
        staff = services.open_password_link(password_token)
        if not form.validate():
            return _new_password_page(password_token, staff, form, status=422)
        services.set_password(token=password_token, password=form.password.data, address=address())
    except PasswordLinkClosed as closed:
        return _closed_page(closed)
    except PasswordTooWeak as weak:
        form.password.errors = [str(WEAKNESSES[weak.weakness])]
        return _new_password_page(
            password_token, services.open_password_link(password_token), form, status=422
        )
    session.clear()
    flash(_("Your new password counts from now on. Sign in with it."), "good")
    return see_other("accounts.sign_in")


def _new_password_page(token: str, staff: Staff, form: TwiceForm, *, status: int = 200) -> Response:
    return respond("accounts/new_password.html", status=status, token=token, staff=staff, form=form)


def _closed_page(closed: PasswordLinkClosed) -> Response:
    return respond("accounts/link_closed.html", status=410, sentence=PASSWORD_LINK_CLOSED[closed.why])


def _link_of(token: str) -> str:
    return public_link("accounts.show_new_password", password_token=token)
