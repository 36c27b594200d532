"""A series opens, starts, ends, is cancelled, is copied."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.workshops import queries, services
from app.workshops.forms.series import CancelForm, CopyForm
from app.workshops.models import Workshop
from app.workshops.views.blueprint import bp
from app.workshops.views.preview import Preview, preview


@bp.post("/workshops/<uuid:workshop_id>/opening")
@requires(Permission.WORKSHOP_WRITE)
def open_series(workshop_id: UUID) -> Response:
    services.open_workshop(g.actor, workshop=queries.get_workshop(g.actor, workshop_id))
    flash(_("People can sign up now."), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/start")
@requires(Permission.WORKSHOP_WRITE)
def start_series(workshop_id: UUID) -> Response:
    services.start_workshop(g.actor, workshop=queries.get_workshop(g.actor, workshop_id))
    flash(_("The series is running."), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


@bp.post("/workshops/<uuid:workshop_id>/end")
@requires(Permission.WORKSHOP_WRITE)
def end_series(workshop_id: UUID) -> Response:
    services.end_workshop(g.actor, workshop=queries.get_workshop(g.actor, workshop_id))
    flash(_("The series has ended."), "good")
    return see_other("workshops.show", workshop_id=workshop_id)


@bp.get("/workshops/<uuid:workshop_id>/cancellation")
@requires(Permission.WORKSHOP_WRITE)
def cancel_page(workshop_id: UUID) -> Response:
    return _cancel_page(queries.get_workshop(g.actor, workshop_id), CancelForm())


@bp.post("/workshops/<uuid:workshop_id>/cancellation")
@requires(Permission.WORKSHOP_WRITE)
def cancel_series(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    form = CancelForm()
    if not form.validate():
        return _cancel_page(workshop, form, status=422)
    services.cancel_workshop(g.actor, workshop=workshop, reason=form.reason.data, note=form.note.data)
    flash(_("The series was cancelled. Please tell the people who had a seat."), "warning")
    return see_other("workshops.show", workshop_id=workshop_id)


def _cancel_page(workshop: Workshop, form: CancelForm, *, status: int = 200) -> Response:
    return respond("workshops/cancel.html", status=status, workshop=workshop, form=form)


@bp.get("/workshops/<uuid:workshop_id>/copy")
@requires(Permission.WORKSHOP_WRITE)
def copy_page(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    return _copy_page(workshop, CopyForm(data={"title": workshop.title}))


@bp.post("/workshops/<uuid:workshop_id>/copy")
@requires(Permission.WORKSHOP_WRITE)
def copy_series(workshop_id: UUID) -> Response:
    """The first time the days are shown with what stands in their way; the second button makes the copy."""
    workshop = queries.get_workshop(g.actor, workshop_id)
    form = CopyForm()
    if not form.validate():
        return _copy_page(workshop, form, status=422)
    if request.form.get("decision") != "copy":
        appointments = services.appointments_from(g.actor, workshop, form.first)
        leaders = [each.staff_id for each in workshop.facilitators]
        shown = preview(workshop.municipality_id, appointments, leaders)
        return _copy_page(workshop, form, status=422, shown=shown)
    copy = services.duplicate_workshop(
        g.actor, workshop=workshop, workshop_id=form.new_id, title=form.title.data, start=form.first
    )
    flash(_("The copy is a draft. Nobody is signed up yet."), "good")
    return see_other("workshops.show", workshop_id=copy.id)


def _copy_page(
    workshop: Workshop, form: CopyForm, *, status: int = 200, shown: list[Preview] | None = None
) -> Response:
    names = staff_names(clash.staff_id for each in shown or () for clash in each.clashes)
    return respond(
        "workshops/copy.html", status=status, workshop=workshop, form=form, previews=shown, names=names
    )
