"""A series opens, starts, ends, is cancelled, is copied."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.workshops.blueprint import bp
from app.workshops.planning.cancellation import to_call_list
from app.workshops.planning.forms.series import CancelForm, CopyForm
from app.workshops.planning.operations.copies import appointments_from, duplicate_workshop
from app.workshops.planning.operations.restoring import NothingAhead, restore_workshop
from app.workshops.planning.operations.series import (
    cancel_workshop,
    end_workshop,
    open_workshop,
    start_workshop,
)
from app.workshops.planning.preview import Preview, preview, staff_in
from app.workshops.planning.queries.series import get_workshop_to_plan, list_sessions


@bp.post("/workshops/<uuid:workshop_id>/opening")
@requires(Permission.WORKSHOP_HOST)
def open_series(workshop_id: UUID) -> Response:
    workshop = get_workshop_to_plan(g.actor, workshop_id)
    open_workshop(g.actor, workshop=workshop)
    flash(_("People can sign up now.") if workshop.enrols else _("It is announced now."), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/start")
@requires(Permission.WORKSHOP_HOST)
def start_series(workshop_id: UUID) -> Response:
    start_workshop(g.actor, workshop=get_workshop_to_plan(g.actor, workshop_id))
    flash(_("The series is running."), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/end")
@requires(Permission.WORKSHOP_HOST)
def end_series(workshop_id: UUID) -> Response:
    end_workshop(g.actor, workshop=get_workshop_to_plan(g.actor, workshop_id))
    flash(_("The series has ended."), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


@bp.route("/workshops/<uuid:workshop_id>/cancellation", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_HOST)
def cancel_series(workshop_id: UUID) -> Response:
    workshop = get_workshop_to_plan(g.actor, workshop_id)
    form = CancelForm()
    if form.validate_on_submit():
        planned = list_sessions(g.actor, workshop, with_cancelled=False)
        cancel_workshop(g.actor, workshop=workshop, reason=form.reason.data, note=form.note.data)
        flash(_("The series was cancelled."), "good")
        return to_call_list(workshop_id, planned)
    return respond(
        "workshops/planning/cancel.html", status=form.status, workshop=workshop, session=None, form=form
    )


@bp.post("/workshops/<uuid:workshop_id>/restoration")
@requires(Permission.WORKSHOP_HOST)
def restore_series(workshop_id: UUID) -> Response:
    """Then on to its people, if the actor deals with them: they were told that it does not take place."""
    workshop = get_workshop_to_plan(g.actor, workshop_id)
    try:
        restore_workshop(g.actor, workshop=workshop)
    except NothingAhead:
        flash(_("All its days are over. Copy it to other days instead."), "warning")
        return see_other("workshops.show", workshop_id=workshop_id)
    flash(
        _("The series takes place after all. Nobody was told of it: please tell everybody who has a place."),
        "good",
    )
    if workshop.enrols and g.actor.may(Permission.ENROLMENT_WRITE, workshop.municipality_id):
        return see_other("workshops.enrolments", workshop_id=workshop_id)
    return see_other("workshops.show", workshop_id=workshop_id)


@bp.route("/workshops/<uuid:workshop_id>/copy", methods=["GET", "POST"])
@requires(Permission.WORKSHOP_HOST)
def copy_series(workshop_id: UUID) -> Response:
    """The first time the days are shown with what stands in their way; the second button makes the copy."""
    workshop = get_workshop_to_plan(g.actor, workshop_id)
    form = CopyForm(data={"title": workshop.title})
    shown: list[Preview] | None = None
    if form.validate_on_submit():
        if request.form.get("decision") == "copy":
            copy = duplicate_workshop(
                g.actor, workshop=workshop, workshop_id=form.new_id, title=form.title.data, start=form.first
            )
            flash(_("The copy is a draft. Nobody is signed up yet."), "good")
            return see_other("workshops.show", workshop_id=copy.id)
        appointments = appointments_from(g.actor, workshop, form.first)
        shown = preview(workshop.municipality_id, appointments, workshop.leader_ids)
    return respond(
        "workshops/planning/copy.html",
        status=422 if writes() else 200,
        workshop=workshop,
        form=form,
        previews=shown,
        names=staff_in(shown or ()),
    )
