"""Inviting, and accepting an invitation."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts import invitations, queries
from app.accounts.blueprint import bp
from app.accounts.browser import address, device, known, speak_as_browser
from app.accounts.errors import AccountExists, MembershipExists, PasswordTooWeak, WrongCredentials
from app.accounts.forms import AcceptForm, InviteForm, JoinForm
from app.accounts.models import Invitation
from app.accounts.operations import invitations as operations
from app.accounts.operations.sessions import Entry
from app.accounts.resolution import come_in
from app.accounts.wording import CLOSED, ROLE_HINTS, WEAKNESSES
from app.core import i18n, mail
from app.core.access import confirmed, public, requires
from app.core.http import public_address, respond, see_other, show_once, shown_once
from app.core.links import LinkClosed
from app.core.permission import Permission
from app.network import queries as network


@bp.get("/staff/invitations/new")
@bp.post("/staff/invitations", endpoint="invite")
@confirmed()
@requires(Permission.STAFF_WRITE)
def new_invitation() -> Response:
    form = InviteForm.drawn(g.actor)
    if form.validate_on_submit():
        try:
            link = operations.invite(
                g.actor,
                invitation_id=form.new_id,
                municipality_id=form.drawn_in,
                name=form.name.data,
                email=form.email.data,
                organisation_id=UUID(form.organisation_id.data),
                role=form.chosen_role,
                link_of=lambda token: public_address("accounts.use_invitation", token=token),
            )
        except MembershipExists:
            form.email.errors = [_("Somebody with this address has this role there already.")]
        else:
            show_once(form.new_id, link)
            return see_other("accounts.show_new_link", invitation_id=form.new_id)
    return respond("accounts/invite.html", status=form.status, form=form, role_hints=ROLE_HINTS)


@bp.get("/staff/invitations/<uuid:invitation_id>")
@requires(Permission.STAFF_WRITE)
def show_new_link(invitation_id: UUID) -> Response:
    """The link to copy, once; afterwards only that the invitation is there."""
    invitation = invitations.get_invitation(g.actor, invitation_id)
    return respond(
        "accounts/invitation_link.html",
        invitation=invitation,
        link=shown_once(invitation.id),
        is_mailed=mail.is_configured(),
    )


@bp.post("/staff/invitations/<uuid:invitation_id>/withdrawal")
@requires(Permission.STAFF_WRITE)
def withdraw_invitation(invitation_id: UUID) -> Response:
    operations.withdraw_invitation(g.actor, invitation=invitations.get_invitation(g.actor, invitation_id))
    flash(_("The invitation is withdrawn: its link does not work any more."), "good")
    return see_other("accounts.staff_list")


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@public
def use_invitation(token: str) -> Response:
    speak_as_browser()
    try:
        invitation = operations.open_invitation(token)
        form = _form_of(invitation)
        if form.validate_on_submit() and (entry := _accepted(token, form)):
            return come_in(entry, None)
    except AccountExists:  # since a moment ago: the page asks for its password now
        return see_other("accounts.use_invitation", token=token)
    except LinkClosed as closed:
        return respond("accounts/link_closed.html", status=410, sentence=CLOSED[closed.why])
    return respond(
        "accounts/invitation.html",
        status=form.status,
        form=form,
        invitation=invitation,
        municipality=network.get_municipality(invitation.municipality_id),
        is_new=isinstance(form, AcceptForm),
    )


def _form_of(invitation: Invitation) -> AcceptForm | JoinForm:
    if queries.find_staff_by_email(invitation.email):
        return JoinForm()
    return AcceptForm(data={"name": invitation.name, "language": i18n.current().code})


def _accepted(token: str, form: AcceptForm | JoinForm) -> Entry | None:
    """How the person comes in who has used the link; else the form says what the password lacks."""
    sent = {"token": token, "password": form.password.data, "device": device()}
    try:
        if isinstance(form, JoinForm):
            return operations.join_by_invitation(g.actor, address=address(), known=known(), **sent)
        name, language = form.name.data, form.language.data
        return operations.accept_invitation(name=name, language=language, **sent)
    except PasswordTooWeak as weak:
        form.password.errors = [str(WEAKNESSES[weak.weakness])]
    except WrongCredentials:
        form.password.errors = [_("This is not the password of your account.")]
    return None
