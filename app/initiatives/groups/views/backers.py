"""Organisations that stand behind an initiative."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.groups.forms.members import BackerForm, EditBackerForm, backing_of
from app.initiatives.groups.models import Backer, Initiative
from app.initiatives.groups.operations import backers
from app.initiatives.groups.queries import get_backer, get_to_change
from app.network.parties.queries import list_organisations, organisation_names
from app.ui.conflict import show_both

WRITE = Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/backers"


@bp.route(f"{HERE}/new", methods=["GET", "POST"])
@requires(WRITE)
def add_backer(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    form = BackerForm()
    form.offer(list_organisations(found.municipality_id), {})
    if form.validate_on_submit():
        backers.add_backer(g.actor, backer_id=form.new_id, initiative=found, backing=form.backing)
        flash(_("It is noted."), "good")
        return _back(found)
    return _page(found, form, None)


@bp.route(f"{HERE}/<uuid:backer_id>", methods=["GET", "POST"])
@requires(WRITE)
def edit_backer(initiative_id: UUID, backer_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    backer = get_backer(found, backer_id)
    form = _edit_form(found, backer)
    if form.validate_on_submit():
        version = form.version.data
        try:
            backers.edit_backer(
                g.actor, initiative=found, backer=backer, version=version, backing=form.backing
            )
        except StaleRecord:
            show_both(form, _edit_form(found, backer))
        else:
            flash(_("It is noted."), "good")
            return _back(found)
    return _page(found, form, backer)


@bp.post(f"{HERE}/<uuid:backer_id>/removal")
@requires(WRITE)
def remove_backer(initiative_id: UUID, backer_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    backers.remove_backer(g.actor, initiative=found, backer=get_backer(found, backer_id))
    flash(_("It was taken away."), "good")
    return _back(found)


def _edit_form(initiative: Initiative, backer: Backer) -> EditBackerForm:
    form = EditBackerForm(data=backing_of(backer))
    kept = organisation_names([backer.organisation_id])
    form.offer(list_organisations(initiative.municipality_id), kept)
    return form


def _page(initiative: Initiative, form: BackerForm, backer: Backer | None) -> Response:
    return respond(
        "initiatives/groups/backer.html",
        status=form.status,
        initiative=initiative,
        form=form,
        backer=backer,
    )


def _back(initiative: Initiative) -> Response:
    return see_other("initiatives.initiative", initiative_id=initiative.id)
