"""A new opportunity, a change of one, the competences it takes."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core import i18n
from app.core.access import requires
from app.core.errors import Forbidden, StaleRecord
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.core.text import tidy
from app.core.unit_of_work import writes
from app.initiatives.blueprint import bp
from app.initiatives.opportunities import operations
from app.initiatives.opportunities.forms import (
    EditOpportunityForm,
    NeedsForm,
    NewOpportunityForm,
    OpportunityForm,
    answers,
    needs_form,
)
from app.initiatives.opportunities.models import Opportunity, OpportunityState
from app.initiatives.opportunities.needs import TooManyPeople
from app.initiatives.opportunities.permissions import may_edit
from app.initiatives.opportunities.queries import get_opportunity
from app.network.parties.queries import list_organisations, organisation_names
from app.network.queries import list_parish_choices
from app.skills.picker.queries import found_besides, names_of
from app.ui.choice_fields import names_of as called
from app.ui.conflict import show_both

PROPOSE = Permission.OPPORTUNITY_PROPOSE
NOBODY = lazy_gettext("The programme itself")


@bp.get("/opportunities/new")
@bp.post("/opportunities", endpoint="create_opportunity")
@requires(PROPOSE)
def new_opportunity() -> Response:
    form = NewOpportunityForm()
    _offer(form, g.actor.here())
    if form.validate_on_submit():
        made = operations.create_opportunity(
            g.actor, opportunity_id=form.new_id, municipality_id=form.drawn_in, plan=form.plan
        )
        flash(_("It was kept as a draft. Which competences does it take?"), "good")
        return see_other("initiatives.opportunity_needs", opportunity_id=made.id)
    return respond("initiatives/opportunities/form.html", status=form.status, form=form, opportunity=None)


@bp.route("/opportunities/<uuid:opportunity_id>/edit", methods=["GET", "POST"])
@requires(PROPOSE)
def edit_opportunity(opportunity_id: UUID) -> Response:
    opportunity = _to_change(opportunity_id)
    form = _edit_form(opportunity)
    if form.validate_on_submit():
        try:
            operations.edit_opportunity(
                g.actor, opportunity=opportunity, version=form.version.data, plan=form.plan
            )
        except StaleRecord:
            show_both(form, _edit_form(opportunity))
        except TooManyPeople:
            form.refuse_seats()
        else:
            flash(_("The opportunity was saved."), "good")
            return see_other("initiatives.opportunity", opportunity_id=opportunity_id)
    return respond(
        "initiatives/opportunities/form.html", status=form.status, form=form, opportunity=opportunity
    )


@bp.route("/opportunities/<uuid:opportunity_id>/needs", methods=["GET", "POST"])
@requires(PROPOSE)
def opportunity_needs(opportunity_id: UUID) -> Response:
    """The competences it takes and how much of each, and a search for one more."""
    opportunity = _to_change(opportunity_id)
    form = _needs_form(opportunity)
    if form.validate_on_submit():
        try:
            operations.change_needs(
                g.actor, opportunity=opportunity, version=form.version.data, needs=form.needs
            )
        except StaleRecord:
            show_both(form, _needs_form(opportunity))
        except TooManyPeople as refused:
            form.refuse(refused)
        else:
            flash(_("What it takes was saved."), "good")
            return see_other("initiatives.opportunity", opportunity_id=opportunity_id)
    words = tidy(request.args.get("q", ""))
    languages = list(dict.fromkeys((i18n.current().code, i18n.MAIN)))
    return respond(
        "initiatives/opportunities/needs.html",
        part="initiatives/opportunities/_competence_hits.html",
        status=form.status,
        opportunity=opportunity,
        form=form,
        choice=found_besides(list(form.names.values()), words, languages=languages),
    )


@bp.post("/opportunities/<uuid:opportunity_id>/competences")
@requires(PROPOSE)
def add_opportunity_competence(opportunity_id: UUID) -> Response:
    opportunity = _to_change(opportunity_id)
    operations.add_competence(g.actor, opportunity=opportunity, competence_id=sent_id("competence_id"))
    flash(_("It was added. How much of it does it take?"), "good")
    return see_other("initiatives.opportunity_needs", opportunity_id=opportunity_id)


@bp.post("/opportunities/<uuid:opportunity_id>/competences/removal")
@requires(PROPOSE)
def remove_opportunity_competence(opportunity_id: UUID) -> Response:
    opportunity = _to_change(opportunity_id)
    operations.remove_competence(g.actor, opportunity=opportunity, competence_id=sent_id("competence_id"))
    flash(_("It was taken away."), "good")
    return see_other("initiatives.opportunity_needs", opportunity_id=opportunity_id)


def _to_change(opportunity_id: UUID) -> Opportunity:
    """One that the actor may change; Forbidden, IsMerged."""
    opportunity = get_opportunity(g.actor, opportunity_id, to_change=writes())
    if not may_edit(g.actor, opportunity):
        raise Forbidden
    if opportunity.state == OpportunityState.MERGED:
        raise operations.IsMerged
    return opportunity


def _edit_form(opportunity: Opportunity) -> EditOpportunityForm:
    form = EditOpportunityForm(data=answers(opportunity))
    _offer(form, opportunity.municipality_id, opportunity)
    return form


def _needs_form(opportunity: Opportunity) -> NeedsForm:
    names = names_of((each.competence_id for each in opportunity.needs), i18n.current().code)
    return needs_form(opportunity, opportunity.version, names)


def _offer(form: OpportunityForm, where: UUID, kept: Opportunity | None = None) -> None:
    """A partner names an organisation of theirs; the office any, or none."""
    offered = called(list_organisations(where))
    if kept and kept.organisation_id:
        offered |= organisation_names([kept.organisation_id])
    empty: Any = NOBODY
    if not g.actor.may(Permission.INITIATIVE_READ, where):
        own = g.actor.organisations.get(where, frozenset())
        offered, empty = {each: name for each, name in offered.items() if each in own}, None
    form.offer(offered, list_parish_choices(where, kept.parish_id if kept else None), empty)
