"""Proposals of people who can teach: read, planned, declined."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.network.parties.queries import list_organisations
from app.skills.queries.catalogue import catalogue, catalogue_for
from app.ui.listing import read_listing
from app.workshops.blueprint import bp
from app.workshops.proposals import operations
from app.workshops.proposals.forms import ProposalAnswerForm, ProposalFilters
from app.workshops.proposals.queries import get_proposal, names_of, proposals_page


@bp.get("/proposals")
@requires(Permission.WORKSHOP_WRITE)
def proposals() -> Response:
    asked = read_listing(ProposalFilters(request.args))
    state = asked["state"] or "waiting"
    page = proposals_page(g.actor, state=state, after=asked.after)
    return respond(
        "workshops/proposals/proposals.html",
        status=asked.status,
        listing=asked,
        page=page,
        state=state,
        names=names_of(g.actor, page.items),
        catalogue=catalogue_for(each.competence_id for each in page.items),
        may_open=g.actor.may(Permission.PARTICIPANT_READ),
    )


@bp.post("/proposals/<uuid:proposal_id>/acceptance")
@requires(Permission.WORKSHOP_WRITE)
def accept_proposal(proposal_id: UUID) -> Response:
    """A new draft, hosted by the organisation of whoever accepts, or the first there is."""
    proposal = get_proposal(g.actor, proposal_id)
    hosts = [each.id for each in list_organisations(proposal.municipality_id)]
    own = g.actor.organisations.get(proposal.municipality_id, frozenset())
    host = next((each for each in hosts if each in own), hosts[0] if hosts else None)
    if host is None:
        raise NotFound
    workshop = operations.accept_proposal(
        g.actor, proposal=proposal, workshop_id=sent_id("request_key"), organisation_id=host
    )
    flash(_("A draft was made of it. Complete it, and talk to the person about days and place."), "good")
    return see_other("workshops.edit", workshop_id=workshop.id)


@bp.route("/proposals/<uuid:proposal_id>/refusal", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_WRITE)
def decline_proposal(proposal_id: UUID) -> Response:
    proposal = get_proposal(g.actor, proposal_id)
    form = ProposalAnswerForm()
    if form.validate_on_submit():
        operations.decline_proposal(g.actor, proposal=proposal, reason=form.reason.data, note=form.note.data)
        flash(_("The proposal was declined. Please tell the person why."), "good")
        return see_other("workshops.proposals")
    return respond(
        "workshops/proposals/decline.html",
        status=form.status,
        proposal=proposal,
        form=form,
        competence=catalogue().competence(proposal.competence_id),
    )
