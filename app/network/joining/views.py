"""Invitations into the partnership: sent, answered, taken over, closed."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import IllegalTransition
from app.core.http import respond, see_other
from app.core.machine import last_transition
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.network.blueprint import bp
from app.network.joining import noting, operations, queries
from app.network.joining.forms import CloseForm, InvitationFilters, InviteForm
from app.network.joining.models import InvitationState, PartnerInvitation
from app.network.joining.operations import InvitedAlready
from app.network.joining.states import CLOSE_REASONS, INVITATION
from app.network.joining.wording import ANSWERS, BRINGS, ROLES, TONES
from app.network.links.queries import links_of
from app.network.links.sending import send
from app.network.parties.queries import list_organisations, organisation_names
from app.ui.choice_fields import choices, names_of
from app.ui.listing import read_listing


@bp.get("/partnership/invitations")
@requires(Permission.PARTNERSHIP_WRITE)
def partner_invitations() -> Response:
    asked = read_listing(InvitationFilters(request.args))
    state = asked["state"] or InvitationState.ANSWERED
    page = queries.invitations_page(g.actor, state=state, after=asked.after)
    return respond(
        "network/joining/invitations.html",
        status=asked.status,
        listing=asked,
        state=state,
        page=page,
        names=organisation_names(each.party_id for each in page.items),
        roles=ROLES,
        answers=ANSWERS,
        tones=TONES,
    )


@bp.get("/partnership/invitations/new")
@bp.post("/partnership/invitations", endpoint="invite_partner")
@requires(Permission.PARTNERSHIP_WRITE)
def new_partner_invitation() -> Response:
    offered = choices(names_of(list_organisations(g.actor.here())))
    form = InviteForm(offered, data={"party_id": request.args.get("party", ""), "language": "pt"})
    if form.validate_on_submit():
        try:
            link = operations.invite(
                g.actor,
                invitation_id=form.new_id,
                municipality_id=form.drawn_in,
                party_id=form.chosen_party,
                role=form.role.data,
                words=form.words.data or "",
                to=form.to,
            )
        except InvitedAlready:
            form.party_id.errors = [_("It was invited already and has not answered yet.")]
        else:
            if link and send(g.actor, link=link):
                flash(_("The invitation is on its way."), "good")
            else:
                flash(_("The invitation is made. Print it: nothing was mailed."), "info")
            return see_other("network.partner_invitation", partner_invitation_id=form.new_id)
    return respond("network/joining/invite.html", status=form.status, form=form)


@bp.get("/partnership/invitations/<uuid:partner_invitation_id>")
@requires(Permission.PARTNERSHIP_WRITE)
def partner_invitation(partner_invitation_id: UUID) -> Response:
    found = queries.get_invitation(g.actor, partner_invitation_id)
    return respond(
        "network/joining/show.html",
        invitation=found,
        party=organisation_names([found.party_id])[found.party_id],
        links=links_of(found.municipality_id, operations.PURPOSE, found.id),
        nexts=INVITATION.allowed(g.actor, found),
        state=(INVITATION.name(found.state), INVITATION.tone(found.state)),
        transition=last_transition(found),
        reasons=CLOSE_REASONS,
        roles=ROLES,
        answers=ANSWERS,
        tones=TONES,
        brings=[BRINGS[each] for each in found.brings if each in BRINGS],
    )


@bp.post("/partnership/invitations/<uuid:partner_invitation_id>/acceptance")
@requires(Permission.PARTNERSHIP_WRITE)
def take_over_partner(partner_invitation_id: UUID) -> Response:
    noting.take_over(g.actor, invitation=_to_change(partner_invitation_id))
    flash(_("Noted of the organisation from today on. It can be taken back here."), "good")
    return see_other("network.partner_invitation", partner_invitation_id=partner_invitation_id)


@bp.post("/partnership/invitations/<uuid:partner_invitation_id>/reopening")
@requires(Permission.PARTNERSHIP_WRITE)
def reopen_partner_invitation(partner_invitation_id: UUID) -> Response:
    operations.reopen(g.actor, invitation=_to_change(partner_invitation_id))
    flash(_("It waits for a decision again."), "good")
    return see_other("network.partner_invitation", partner_invitation_id=partner_invitation_id)


@bp.route("/partnership/invitations/<uuid:partner_invitation_id>/closing", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def close_partner_invitation(partner_invitation_id: UUID) -> Response:
    found = _to_change(partner_invitation_id)
    form = CloseForm()
    if not form.validate_on_submit():
        name = organisation_names([found.party_id])[found.party_id]
        return respond(
            "network/joining/close.html", status=form.status, form=form, invitation=found, party=name
        )
    try:
        operations.close(g.actor, invitation=found, reason=form.reason.data, note=form.note.data or "")
    except IllegalTransition:
        flash(_("Somebody else has changed its state in the meantime."), "warning")
    else:
        flash(_("The invitation is closed."), "good")
    return see_other("network.partner_invitation", partner_invitation_id=partner_invitation_id)


def _to_change(invitation_id: UUID) -> PartnerInvitation:
    return queries.get_invitation(g.actor, invitation_id, to_change=writes())
