"""Proposals of people who can teach: read, planned, declined."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import list_organisations
from app.skills.queries import catalogue
from app.workshops import queries, services
from app.workshops.forms.series import choices
from app.workshops.forms.sessions import ProposalAnswerForm
from app.workshops.models import WorkshopProposal
from app.workshops.views.blueprint import bp
from app.workshops.wording import DECLINE_REASONS

SHOWN = ("waiting", "accepted", "declined")


@bp.get("/proposals")
@requires(Permission.WORKSHOP_WRITE)
def proposals() -> Response:
    state = request.args.get("state", "waiting")
    state = state if state in SHOWN else "waiting"
    page = queries.proposals_page(g.actor, state=state, after=request.args.get("after"))
    names = queries.names_of(g.actor, page.items)
    return respond(
        "workshops/proposals.html",
        page=page,
        state=state,
        names=names,
        catalogue=catalogue(),
        may_open=g.actor.may(Permission.PARTICIPANT_READ),
    )


@bp.post("/proposals/<uuid:proposal_id>/acceptance")
@requires(Permission.WORKSHOP_WRITE)
def accept_proposal(proposal_id: UUID) -> Response:
    """A new draft, hosted by the organisation of whoever accepts, or the first there is."""
    proposal = queries.get_proposal(g.actor, proposal_id)
    hosts = [each.id for each in list_organisations(proposal.municipality_id)]
    own = g.actor.organisations.get(proposal.municipality_id, frozenset())
    host = next((each for each in hosts if each in own), hosts[0] if hosts else None)
    if host is None:
        raise NotFound
    key = _request_key()
    workshop = services.accept_proposal(g.actor, proposal=proposal, workshop_id=key, organisation_id=host)
    flash(_("A draft was made of it. Complete it, and talk to the person about days and place."), "good")
    return see_other("workshops.edit_page", workshop_id=workshop.id)


def _request_key() -> UUID:
    try:
        return UUID(request.form.get("request_key", ""))
    except ValueError:
        raise NotFound from None


@bp.get("/proposals/<uuid:proposal_id>/refusal")
@requires(Permission.WORKSHOP_WRITE)
def decline_page(proposal_id: UUID) -> Response:
    return _page(queries.get_proposal(g.actor, proposal_id), _form())


@bp.post("/proposals/<uuid:proposal_id>/refusal")
@requires(Permission.WORKSHOP_WRITE)
def decline_proposal(proposal_id: UUID) -> Response:
    proposal = queries.get_proposal(g.actor, proposal_id)
    form = _form()
    if not form.validate():
        return _page(proposal, form, status=422)
    services.decline_proposal(g.actor, proposal=proposal, reason=form.reason.data, note=form.note.data)
    flash(_("The proposal was declined. Please tell the person why."), "good")
    return see_other("workshops.proposals")


def _form() -> ProposalAnswerForm:
    form = ProposalAnswerForm()
    form.reason.choices = [choices({"": _("Choose a reason")})[0], *choices(DECLINE_REASONS)]
    return form


def _page(proposal: WorkshopProposal, form: ProposalAnswerForm, *, status: int = 200) -> Response:
    return respond(
        "workshops/decline.html",
        status=status,
        proposal=proposal,
        form=form,
        competence=catalogue().competence(proposal.competence_id),
    )
