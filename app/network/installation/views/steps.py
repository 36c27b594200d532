"""One step: what is planned of it, what it points to, and that it is not needed here."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound, StaleRecord
from app.core.evidence import evidence
from app.core.http import respond, see_other
from app.core.staff import staff_in, staff_names
from app.network.blueprint import bp
from app.network.installation.catalogue import known_steps
from app.network.installation.forms import SetAsideForm, StepForm, ThingForm, ThingSearch, answers
from app.network.installation.models import InstallationStep
from app.network.installation.operations import installation as operations
from app.network.installation.operations.pointers import point, take_off
from app.network.installation.permissions import WRITE
from app.network.installation.queries.installation import get_pointer, get_step
from app.ui.conflict import show_both
from app.ui.listing import read_listing

STEP = "/installation/steps/<uuid:installation_step_id>"


def _back(step: InstallationStep) -> Response:
    return see_other("network.installation", _anchor=step.key)


@bp.route(f"{STEP}/edit", methods=["GET", "POST"])
@requires(WRITE)
def plan_installation_step(installation_step_id: UUID) -> Response:
    step = get_step(g.actor, installation_step_id)
    form = _plan_form(step)
    if form.validate_on_submit():
        try:
            operations.plan_step(g.actor, step=step, version=form.version.data, plan=form.plan)
        except StaleRecord:
            show_both(form, _plan_form(step))
        else:
            flash(_("The step was changed."), "good")
            return _back(step)
    return respond(
        "network/installation/plan.html",
        status=form.status,
        form=form,
        step=step,
        known=known_steps()[step.key],
    )


def _plan_form(step: InstallationStep) -> StepForm:
    form = StepForm(data=answers(step))
    serving = staff_in(step.municipality_id)
    gone = [step.owner_id] if step.owner_id not in serving else []
    form.offer({**serving, **staff_names(gone)})
    return form


@bp.route(f"{STEP}/setting-aside", methods=["GET", "POST"])
@requires(WRITE)
def set_step_aside(installation_step_id: UUID) -> Response:
    step = get_step(g.actor, installation_step_id)
    form = SetAsideForm(data={"why": step.set_aside_why})
    if form.validate_on_submit():
        operations.set_aside(g.actor, step=step, why=form.why.data)
        flash(_("The step counts no more here. What was noted of it is kept."), "good")
        return _back(step)
    return respond(
        "network/installation/set_aside.html",
        status=form.status,
        form=form,
        known=known_steps()[step.key],
        step=step,
    )


@bp.post(f"{STEP}/return")
@requires(WRITE)
def take_step_up(installation_step_id: UUID) -> Response:
    step = get_step(g.actor, installation_step_id)
    operations.take_up(g.actor, step=step)
    flash(_("The step counts again."), "good")
    return _back(step)


@bp.route(f"{STEP}/things/<evidence_kind>", methods=["GET", "POST"])
@requires(WRITE)
def point_step(installation_step_id: UUID, evidence_kind: str) -> Response:
    """Choose one of the things that are there; words in `q` narrow them."""
    step = get_step(g.actor, installation_step_id)
    known = known_steps()[step.key]
    kind = evidence().get(evidence_kind) if evidence_kind in known.kinds else None
    if kind is None:
        raise NotFound
    search = read_listing(ThingSearch(request.args))
    things = kind.offered(g.actor, step.municipality_id, search["q"] or "")
    form = ThingForm()
    form.offer(things)
    if form.validate_on_submit():
        point(g.actor, pointer_id=form.new_id, step=step, kind=kind.kind, thing_id=form.thing_id.data)
        flash(_("The step points to it."), "good")
        return _back(step)
    return respond(
        "network/installation/point.html",
        status=max(form.status, search.status),
        form=form,
        search=search,
        step=step,
        known=known,
        kind=kind,
        things=things,
        may_make=g.actor.may(kind.permission),
    )


@bp.post(f"{STEP}/things/<uuid:pointer_id>/removal")
@requires(WRITE)
def take_off_step(installation_step_id: UUID, pointer_id: UUID) -> Response:
    step = get_step(g.actor, installation_step_id)
    take_off(g.actor, step=step, pointer=get_pointer(step, pointer_id))
    flash(_("The step points to it no more. The thing itself stays as it is."), "good")
    return _back(step)
