"""Series: a new one, a change."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core import i18n
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.parties.queries import list_organisations
from app.network.protocols.queries.resting import NotItsProtocol
from app.ui.conflict import show_both
from app.workshops.blueprint import bp
from app.workshops.planning.forms.series import EditWorkshopForm, NewWorkshopForm, values_of
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.series import Plan, create_workshop, edit_workshop
from app.workshops.planning.preview import Preview, busy, staff_in
from app.workshops.planning.queries.series import get_workshop, list_facilitators, list_sessions


@bp.get("/workshops/new")
@bp.post("/workshops", endpoint="create")
@requires(Permission.WORKSHOP_WRITE)
def new() -> Response:
    form = NewWorkshopForm(data={"language": i18n.MAIN, "leader": g.actor.id})
    form.offer(list_organisations(g.actor.here()), list_facilitators(g.actor.here()))
    form.protocol_id.offer(g.actor.here())
    if form.validate_on_submit():
        try:
            workshop = create_workshop(
                g.actor, workshop_id=form.new_id, municipality_id=form.drawn_in, plan=form.plan
            )
        except NotItsProtocol:
            form.protocol_id.refuse()
        else:
            flash(_("The series was planned, as a draft. Now add its sessions."), "good")
            return see_other("workshops.new_sessions", workshop_id=workshop.id)
    return respond("workshops/planning/new.html", status=form.status, form=form)


@bp.route("/workshops/<uuid:workshop_id>/edit", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_WRITE)
def edit(workshop_id: UUID) -> Response:
    """What stands in the way of those who lead it is shown first."""
    workshop = get_workshop(g.actor, workshop_id)
    form = _edit_form(workshop)
    in_the_way: Sequence[Preview] = ()
    if form.validate_on_submit():
        if request.form.get("decision") != "keep":
            in_the_way = _busy(workshop, form.plan)
        if not in_the_way:
            try:
                edit_workshop(g.actor, workshop=workshop, version=form.version.data, plan=form.plan)
            except StaleRecord:
                show_both(form, _edit_form(workshop))
            except NotItsProtocol:
                form.protocol_id.refuse()
            else:
                flash(_("The series was changed."), "good")
                return see_other("workshops.show", workshop_id=workshop_id)
    return respond(
        "workshops/planning/edit.html",
        status=422 if in_the_way else form.status,
        workshop=workshop,
        session=None,
        form=form,
        previews=in_the_way,
        names=staff_in(in_the_way),
    )


def _busy(workshop: Workshop, plan: Plan) -> list[Preview]:
    """What stands in the way of those who are to lead from now on."""
    before = workshop.leader_ids
    new = [each for each in plan.facilitator_ids if each not in before]
    return busy(list_sessions(g.actor, workshop), new)


def _edit_form(workshop: Workshop) -> EditWorkshopForm:
    form = EditWorkshopForm(data=values_of(workshop))
    staff = list_facilitators(workshop.municipality_id)
    gone = [each for each in workshop.leader_ids if each not in staff]
    form.offer(list_organisations(workshop.municipality_id), {**staff, **staff_names(gone)})
    form.protocol_id.offer(workshop.municipality_id, kept=workshop.protocol_id)
    return form
