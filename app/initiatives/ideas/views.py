"""What people at a kiosk would like to begin: read, answered, made something of, and taken up again."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import IllegalTransition
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.ideas import operations, queries
from app.initiatives.ideas.forms import IdeaFilters, InitiativeOfIdeaForm, OpportunityOfIdeaForm
from app.initiatives.ideas.models import Idea, IdeaState
from app.initiatives.ideas.wording import taps_of
from app.skills.queries import said
from app.ui.listing import read_listing

WRITE = Permission.INITIATIVE_WRITE


@bp.get("/ideas")
@requires(WRITE)
def ideas() -> Response:
    asked = read_listing(IdeaFilters(request.args))
    state = asked["state"] or IdeaState.WAITING.value
    page = said.said_page(g.actor, Idea, state=state, after=asked.after)
    return respond(
        "initiatives/ideas/index.html",
        status=asked.status,
        listing=asked,
        page=page,
        state=state,
        names=said.names_of(page.items),
        taps_of=taps_of,
    )


@bp.post("/ideas/<uuid:idea_id>/answer")
@requires(WRITE)
def answer_idea(idea_id: UUID) -> Response:
    idea = queries.get_idea(g.actor, idea_id)
    try:
        operations.answer_idea(g.actor, idea=idea)
    except IllegalTransition:
        return _gone_on(idea)
    flash(_("It no longer waits. Under “Answered” you can take this back."), "good")
    return see_other("initiatives.ideas")


@bp.post("/ideas/<uuid:idea_id>/reopening")
@requires(WRITE)
def reopen_idea(idea_id: UUID) -> Response:
    idea = queries.get_idea(g.actor, idea_id)
    try:
        operations.reopen_idea(g.actor, idea=idea)
    except IllegalTransition:
        return _gone_on(idea)
    flash(_("It waits again. What was made of it stays where it is."), "good")
    return see_other("initiatives.ideas")


@bp.route("/ideas/<uuid:idea_id>/opportunity", methods=["GET", "POST"])
@requires(WRITE)
def make_opportunity_of_idea(idea_id: UUID) -> Response:
    """A new draft, or one of those that are known."""
    idea, form = queries.get_idea(g.actor, idea_id), OpportunityOfIdeaForm()
    known = queries.list_known_opportunities(idea.municipality_id)
    form.offer(known)
    if form.validate_on_submit():
        chosen = next((each for each in known if each.id == form.opportunity_id.data), None)
        try:
            if chosen is None:
                chosen = operations.make_opportunity(g.actor, idea=idea, opportunity_id=form.new_id)
            else:
                operations.find_in_opportunity(g.actor, idea=idea, opportunity=chosen)
        except IllegalTransition:
            return _gone_on(idea)
        flash(_("The idea stands with this opportunity."), "good")
        return see_other("initiatives.opportunity", opportunity_id=chosen.id)
    return respond(
        "initiatives/ideas/opportunity.html", status=form.status, form=form, idea=idea, taps=taps_of(idea)
    )


@bp.route("/ideas/<uuid:idea_id>/initiative", methods=["GET", "POST"])
@requires(WRITE)
def find_initiative_of_idea(idea_id: UUID) -> Response:
    idea, form = queries.get_idea(g.actor, idea_id), InitiativeOfIdeaForm()
    known = queries.list_known_initiatives(idea.municipality_id)
    form.offer(known)
    if form.validate_on_submit():
        chosen = next(each for each in known if each.id == form.initiative_id.data)
        try:
            operations.find_in_initiative(g.actor, idea=idea, initiative=chosen)
        except IllegalTransition:
            return _gone_on(idea)
        flash(_("The idea stands with this initiative: %(title)s", title=chosen.title), "good")
        return see_other("initiatives.ideas", state=IdeaState.INITIATIVE.value)
    return respond(
        "initiatives/ideas/initiative.html",
        status=form.status,
        form=form,
        idea=idea,
        taps=taps_of(idea),
        has_known=bool(known),
    )


def _gone_on(idea: Idea) -> Response:
    """For whom somebody was faster: a colleague, the person at the kiosk, or a first tap of one's own."""
    if idea.state == IdeaState.WITHDRAWN:
        flash(_("The person has taken it back: nobody needs to see to it."), "warning")
    else:
        flash(_("It is in another state by now: please look at it once more."), "warning")
    return see_other("initiatives.ideas", state=idea.state)
