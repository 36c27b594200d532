"""Series: a new one, a change."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core import i18n
from app.core.access import requires
from app.core.errors import Forbidden, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.protocols.queries.resting import NotItsProtocol
from app.ui.conflict import show_both
from app.workshops.blueprint import bp
from app.workshops.planning.forms.series import EditWorkshopForm, NewWorkshopForm, values_of
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.operations.series import Plan, create_workshop, edit_workshop
from app.workshops.planning.preview import Preview, busy, staff_in
from app.workshops.planning.queries.hosts import hosts_for, leaders_for
from app.workshops.planning.queries.series import get_workshop_to_plan, list_sessions


@bp.get("/workshops/new")
@bp.post("/workshops", endpoint="create")
@requires(Permission.WORKSHOP_HOST)
def new() -> Response:
    """A partner plans for its own organisation; whoever works for none here has nothing to plan."""
    where = g.actor.here()
    hosts, is_office = hosts_for(g.actor, where), g.actor.may(Permission.WORKSHOP_WRITE)
    if not (hosts or is_office):
        raise Forbidden
    own = hosts[0].id if len(hosts) == 1 else None
    form = NewWorkshopForm(data={"language": i18n.MAIN, "leader": g.actor.id, "organisation_id": own})
    form.offer(hosts, leaders_for(g.actor, where))
    if not is_office:
        form.leave_to_the_office()
    form.protocol_id.offer(where)
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
@requires(Permission.WORKSHOP_HOST)
def edit(workshop_id: UUID) -> Response:
    """What stands in the way of those who lead it is shown first."""
    workshop = get_workshop_to_plan(g.actor, workshop_id)
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
    where = workshop.municipality_id
    form = EditWorkshopForm(data=values_of(workshop))
    staff = leaders_for(g.actor, where)
    gone = [each for each in workshop.leader_ids if each not in staff]
    form.offer(hosts_for(g.actor, where), {**staff, **staff_names(gone)}, kept=workshop.kind)
    if not g.actor.may(Permission.WORKSHOP_WRITE, where):
        form.leave_to_the_office()
    form.protocol_id.offer(where, kept=workshop.protocol_id)
    return form
