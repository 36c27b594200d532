"""Whom an agency of proximity services sends out: participants, or people known by name."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.text import tidy
from app.initiatives.arrangements import queries
from app.initiatives.arrangements.forms import (
    EditProviderForm,
    NewProviderForm,
    ProviderForm,
    provider_answers,
)
from app.initiatives.arrangements.models import Provider
from app.initiatives.arrangements.operations import terms as operations
from app.initiatives.blueprint import bp
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.queries import get_initiative, get_to_change
from app.people.models import Participant
from app.people.queries import get_known, search
from app.ui.conflict import show_both

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/providers"
ONE = f"{HERE}/<uuid:provider_id>"


@bp.get(HERE)
@requires(READ)
def providers(initiative_id: UUID) -> Response:
    """With who could become one, found by name."""
    initiative = get_initiative(g.actor, initiative_id)
    words = tidy(request.args.get("q", ""))[:200]
    found = search(g.actor, words) if words and may_write(g.actor, initiative) else ()
    those = queries.list_providers(initiative_id)
    return respond(
        "initiatives/arrangements/providers.html",
        initiative=initiative,
        providers=those,
        names=queries.provider_names(g.actor, those),
        words=words,
        people=[each for each in found if _could_be(initiative, each)],
        may_write=may_write(g.actor, initiative) and kinds()[initiative.kind].has_providers,
    )


@bp.get(f"{HERE}/new")
@bp.post(HERE, endpoint="create_provider")
@requires(WRITE)
def new_provider(initiative_id: UUID) -> Response:
    return _new(get_to_change(g.actor, initiative_id), None)


@bp.route(f"{HERE}/new/<uuid:participant_id>", methods=["GET", "POST"])
@requires(WRITE)
def new_provider_of_ours(initiative_id: UUID, participant_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    return _new(initiative, get_known(g.actor, participant_id))


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_provider(initiative_id: UUID, provider_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    provider = queries.get_provider(g.actor, initiative, provider_id)
    form = _edit_form(provider)
    if form.validate_on_submit():
        try:
            operations.edit_provider(g.actor, provider=provider, version=form.version.data, facts=form.facts)
        except operations.WrongEnd:
            form.until.errors = [_("It cannot end before it begins.")]
        except StaleRecord:
            show_both(form, _edit_form(provider))
        else:
            flash(_("The provider was changed."), "good")
            return _back(initiative_id)
    return _page(form, initiative, provider=provider)


@bp.post(f"{ONE}/removal")
@requires(WRITE)
def remove_provider(initiative_id: UUID, provider_id: UUID) -> Response:
    provider = queries.get_provider(g.actor, get_to_change(g.actor, initiative_id), provider_id)
    if Form().validate_on_submit():
        operations.drop_provider(g.actor, provider=provider)
        flash(_("It is removed. Whoever was removed by mistake can be added again."), "good")
    return _back(initiative_id)


def _new(initiative: Initiative, person: Participant | None) -> Response:
    if not kinds()[initiative.kind].has_providers:
        raise operations.NotOfThisKind
    form = NewProviderForm()
    if person:
        form.of_participant()
    if form.validate_on_submit():
        try:
            operations.add_provider(
                g.actor,
                provider_id=form.new_id,
                initiative=initiative,
                facts=form.facts,
                participant_id=person.id if person else None,
            )
        except operations.WrongEnd:
            form.until.errors = [_("It cannot end before it begins.")]
        else:
            flash(_("The provider was added."), "good")
            return _back(initiative.id)
    return _page(form, initiative, person=person)


def _could_be(initiative: Initiative, person: Participant) -> bool:
    is_here = person.municipality_id == initiative.municipality_id
    return is_here and not person.is_sealed and not person.is_restricted


def _edit_form(provider: Provider) -> EditProviderForm:
    form = EditProviderForm(data=provider_answers(provider))
    if provider.participant_id:
        form.of_participant()
    return form


def _page(
    form: ProviderForm,
    initiative: Initiative,
    provider: Provider | None = None,
    person: Participant | None = None,
) -> Response:
    found: Any = {"form": form, "initiative": initiative, "provider": provider, "person": person}
    return respond("initiatives/arrangements/provider_form.html", status=form.status, **found)


def _back(initiative_id: UUID) -> Response:
    return see_other("initiatives.providers", initiative_id=initiative_id)
