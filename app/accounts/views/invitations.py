"""Inviting, and accepting an invitation."""

from uuid import UUID

from flask import Response, flash, g, session
from flask_babel import gettext as _

from app.accounts import queries, services
from app.accounts.errors import InvitationClosed, MembershipExists, PasswordTooWeak, WrongCredentials
from app.accounts.forms import AcceptForm, InviteForm, JoinForm
from app.accounts.models import Invitation
from app.accounts.views.blueprint import bp
from app.accounts.views.entry import address, device, go_to, public_link, speak_as_browser
from app.accounts.views.resolution import enter
from app.accounts.views.staff import role_form
from app.accounts.wording import CLOSED, ROLE_HINTS, WEAKNESSES
from app.core import i18n, mail
from app.core.access import public, requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network import queries as network

NEW_LINK = "invitation_link"


@bp.get("/staff/invitations/new")
@requires(Permission.STAFF_WRITE)
def new_invitation() -> Response:
    return _invite_page(_invite_form())


@bp.post("/staff/invitations")
@requires(Permission.STAFF_WRITE)
def invite() -> Response:
    form = _invite_form()
    if not form.validate():
        return _invite_page(form, status=422)
    g.actor.demand_here(form.drawn_in)
    try:
        invited = services.invite(
            g.actor,
            invitation_id=form.new_id,
            municipality_id=form.drawn_in,
            name=form.name.data,
            email=form.email.data,
            organisation_id=UUID(form.organisation_id.data),
            role=form.chosen_role,
            link_of=lambda token: public_link("accounts.show_invitation", token=token),
        )
    except MembershipExists:
        form.email.errors = [_("Somebody with this address has this role there already.")]
        return _invite_page(form, status=422)
    session[NEW_LINK] = invited.link  # for the next page only: the link is not stored anywhere
    return see_other("accounts.show_new_link", invitation_id=invited.invitation.id)


@bp.get("/staff/invitations/<uuid:invitation_id>")
@requires(Permission.STAFF_WRITE)
def show_new_link(invitation_id: UUID) -> Response:
    """The link to copy, once; afterwards only that the invitation is there."""
    invitation = queries.get_invitation(g.actor, invitation_id)
    return respond(
        "accounts/invitation_link.html",
        invitation=invitation,
        link=session.pop(NEW_LINK, ""),
        is_mailed=mail.is_configured(),
    )


@bp.post("/staff/invitations/<uuid:invitation_id>/withdrawal")
@requires(Permission.STAFF_WRITE)
def withdraw_invitation(invitation_id: UUID) -> Response:
    services.withdraw_invitation(g.actor, invitation=queries.get_invitation(g.actor, invitation_id))
    flash(_("The invitation is withdrawn: its link does not work any more."), "good")
    return see_other("accounts.staff_list")


@bp.get("/invitations/<token>")
@public
def show_invitation(token: str) -> Response:
    speak_as_browser()
    try:
        invitation = services.open_invitation(token)
    except InvitationClosed as closed:
        return respond("accounts/link_closed.html", status=410, sentence=CLOSED[closed.why])
    if queries.find_staff_by_email(invitation.email):
        return _accept_page(token, invitation, JoinForm())
    start = {"name": invitation.name, "language": i18n.current().code}
    return _accept_page(token, invitation, AcceptForm(data=start))


@bp.post("/invitations/<token>")
@public
def use_invitation(token: str) -> Response:
    speak_as_browser()
    try:
        invitation = services.open_invitation(token)
        is_known = queries.find_staff_by_email(invitation.email) is not None
        return _join(token, invitation) if is_known else _accept(token, invitation)
    except InvitationClosed as closed:
        return respond("accounts/link_closed.html", status=410, sentence=CLOSED[closed.why])


def _accept(token: str, invitation: Invitation) -> Response:
    form = AcceptForm()
    if not form.validate():
        return _accept_page(token, invitation, form, status=422)
    try:
        entered = services.accept_invitation(
            token=token,
            name=form.name.data,
            language=form.language.data,
            password=form.password.data,
            device=device(),
        )
    except PasswordTooWeak as weak:
        form.password.errors = [str(WEAKNESSES[weak.weakness])]
        return _accept_page(token, invitation, form, status=422)
    enter(entered)
    return go_to(None)


def _join(token: str, invitation: Invitation) -> Response:
    form = JoinForm()
    if not form.validate():
        return _accept_page(token, invitation, form, status=422)
    try:
        entered = services.join_by_invitation(
            g.actor, token=token, password=form.password.data, address=address(), device=device()
        )
    except WrongCredentials:
        form.password.errors = [_("This is not the password of your account.")]
        return _accept_page(token, queries.get_invitation_by_token(token), form, status=422)
    enter(entered)
    return go_to(None)


def _invite_form() -> InviteForm:
    form = role_form(InviteForm)
    assert isinstance(form, InviteForm)
    return form


def _invite_page(form: InviteForm, *, status: int = 200) -> Response:
    return respond("accounts/invite.html", status=status, form=form, role_hints=ROLE_HINTS)


def _accept_page(
    token: str, invitation: Invitation, form: AcceptForm | JoinForm, *, status: int = 200
) -> Response:
    return respond(
        "accounts/invitation.html",
        status=status,
        form=form,
        token=token,
        invitation=invitation,
        municipality=network.get_municipality(invitation.municipality_id),
        is_new=isinstance(form, AcceptForm),
    )
