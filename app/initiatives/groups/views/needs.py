"""The competences that an initiative takes: chosen, and how much of each."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.core.text import tidy
from app.initiatives.blueprint import bp
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.operations import needs
from app.initiatives.groups.queries import get_to_change
from app.initiatives.opportunities.forms import NeedsForm, needs_form
from app.skills.picker.queries import found_besides, names_of
from app.ui.conflict import show_both

WRITE = Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/needs"


@bp.route(HERE, methods=["GET", "POST"])
@requires(WRITE)
def initiative_needs(initiative_id: UUID) -> Response:
    """How much of each it takes, and a search for one more."""
    found = get_to_change(g.actor, initiative_id)
    form = _form(found)
    if form.validate_on_submit():
        try:
            needs.change_needs(g.actor, initiative=found, version=form.version.data, wanted=form.needs)
        except StaleRecord:
            show_both(form, _form(found))
        else:
            flash(_("What it takes was saved."), "good")
            return see_other("initiatives.initiative", initiative_id=initiative_id)
    languages = list(dict.fromkeys((i18n.current().code, i18n.MAIN)))
    words = tidy(request.args.get("q", ""))
    return respond(
        "initiatives/groups/needs.html",
        part="initiatives/groups/_need_hits.html",
        status=form.status,
        initiative=found,
        form=form,
        choice=found_besides(list(form.names.values()), words, languages=languages),
    )


@bp.post(f"{HERE}/addition")
@requires(WRITE)
def add_need(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    needs.add_need(g.actor, initiative=found, competence_id=sent_id("competence_id"))
    flash(_("It was added. How much of it does it take?"), "good")
    return see_other("initiatives.initiative_needs", initiative_id=initiative_id)


@bp.post(f"{HERE}/removal")
@requires(WRITE)
def drop_need(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    needs.drop_need(g.actor, initiative=found, competence_id=sent_id("competence_id"))
    flash(_("It was taken away."), "good")
    return see_other("initiatives.initiative_needs", initiative_id=initiative_id)


def _form(initiative: Initiative) -> NeedsForm:
    names = names_of((each.competence_id for each in initiative.needs), i18n.current().code)
    return needs_form(initiative, initiative.version, names)
