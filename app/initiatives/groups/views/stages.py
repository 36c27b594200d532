"""From stage to stage: the gate, the way back, the pause, the end, and the checklist."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import IllegalTransition, StaleRecord, existing
from app.core.http import respond, see_other
from app.core.machine import last_transition
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.groups.checklist import Gate, checks_of, gate_of
from app.initiatives.groups.closing import open_of
from app.initiatives.groups.forms.stages import CloseForm, ComputedItemForm, GateForm, ItemForm, PauseForm
from app.initiatives.groups.gates import items
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.groups.operations import stages
from app.initiatives.groups.operations.members import DayToCome, StillOpen, WrongEnd
from app.initiatives.groups.queries import get_to_change
from app.initiatives.groups.states import INITIATIVE, STAGES
from app.network.queries import get_zone

WRITE = Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>"


@bp.route(f"{HERE}/gate", methods=["GET", "POST"])
@requires(WRITE)
def pass_gate(initiative_id: UUID) -> Response:
    """Through the next gate, with what is open before it."""
    found = get_to_change(g.actor, initiative_id)
    gate = None if found.state == Stage.PAUSED else gate_of(found, _today(found))
    if gate is None:
        return _impossible(found)
    form = GateForm(data={"read": found.version})
    form.note.flags.required = bool(gate.open)
    if form.validate_on_submit():
        try:
            stages.pass_gate(g.actor, initiative=found, version=form.read.data, note=form.note.data)
        except StaleRecord:
            form.read_anew(found.version)
        except stages.ItemsOpen:
            form.note.errors = [_("Items are open. Please write why it goes on all the same.")]
        else:
            flash(_("It is on: %(stage)s.", stage=INITIATIVE.name(found.state)), "good")
            return _back(found)
    return _step("gate", found, form, gate=gate)


@bp.post(f"{HERE}/step-back")
@requires(WRITE)
def step_back(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    try:
        stages.step_back(g.actor, initiative=found, stage=request.form.get("stage", ""))
    except IllegalTransition:
        return _impossible(found)
    flash(_("It is one stage back; what was answered stays."), "good")
    return _back(found)


@bp.route(f"{HERE}/pause", methods=["GET", "POST"])
@requires(WRITE)
def pause(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    if found.state not in STAGES:
        return _impossible(found)
    form = PauseForm(data={"read": found.version})
    if form.validate_on_submit():
        why = {"until": form.day, "reason": form.reason.data, "note": form.note.data}
        try:
            stages.pause(g.actor, initiative=found, version=form.read.data, **why)
        except StaleRecord:
            form.read_anew(found.version)
        except stages.DayIsOver:
            form.until.errors = [_("Please choose a day to come.")]
        else:
            flash(_("The initiative rests."), "good")
            return _back(found)
    return _step("pause", found, form)


@bp.post(f"{HERE}/resumption")
@requires(WRITE)
def resume(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    try:
        stages.resume(g.actor, initiative=found)
    except IllegalTransition:
        return _impossible(found)
    flash(_("The initiative goes on."), "good")
    return _back(found)


@bp.route(f"{HERE}/closing", methods=["GET", "POST"])
@requires(WRITE)
def close(initiative_id: UUID) -> Response:
    """What is open is told before; with it, the note says what is to be done."""
    found = get_to_change(g.actor, initiative_id)
    if found.state == Stage.CLOSED:
        return _impossible(found)
    form = CloseForm(data={"read": found.version, "on": _today(found)})
    if form.validate_on_submit():
        why = {"on": form.day, "reason": form.reason.data, "note": form.note.data}
        try:
            stages.close(g.actor, initiative=found, version=form.read.data, **why)
        except StaleRecord:
            form.read_anew(found.version)
        except StillOpen:
            form.note.errors = [_("Something is open. Please write what is to be done about it.")]
        except DayToCome:
            form.on.errors = [_("This day is still to come.")]
        except WrongEnd:
            form.on.errors = [_("It cannot end before it begins.")]
        else:
            flash(_("The initiative is closed. It can be opened again on its page."), "good")
            return _back(found)
    return _step("closing", found, form, open_=open_of(found.id))


@bp.post(f"{HERE}/reopening")
@requires(WRITE)
def reopen(initiative_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    try:
        stages.reopen(g.actor, initiative=found)
    except IllegalTransition:
        return _impossible(found)
    flash(_("The initiative is where it was before."), "good")
    return _back(found)


@bp.route(f"{HERE}/checklist/<gate_item>", methods=["GET", "POST"])
@requires(WRITE)
def answer_item(initiative_id: UUID, gate_item: str) -> Response:
    """What an item asks, where that is written, and how it stands."""
    found = get_to_change(g.actor, initiative_id)
    item = existing(items().get(gate_item))
    existing(found if item.is_of(found.kind, _today(found)) else None)
    check = checks_of(found.id).get(item.key)
    kept = {"answer": check.answer if check else "open", "note": check.note if check else ""}
    form = (ComputedItemForm if item.check else ItemForm)(data={**kept, "read": found.version})
    if form.validate_on_submit():
        said = {"answer": form.said, "note": form.note.data}
        try:
            stages.answer_item(g.actor, initiative=found, version=form.read.data, item=item.key, **said)
        except StaleRecord:
            form.read_anew(found.version)
        else:
            flash(_("It is noted."), "good")
            return _back(found)
    return _step("item", found, form, item=item)


def _step(step: str, initiative: Initiative, form: Any, *, gate: Gate | None = None, **more: Any) -> Response:
    return respond(
        "initiatives/groups/step.html",
        status=form.status,
        step=step,
        initiative=initiative,
        form=form,
        gate=gate,
        **more,
    )


def _impossible(initiative: Initiative) -> Response:
    """What cannot be done with it as it stands, and where it can go instead."""
    return respond(
        "initiatives/groups/impossible.html",
        status=409,
        initiative=initiative,
        possible=[INITIATIVE.name(each) for each in _possible(initiative)],
    )


def _possible(initiative: Initiative) -> list[str]:
    """Out of a pause and back from the end the machine knows every stage; one of them is the right one."""
    if initiative.state == Stage.PAUSED:
        return [initiative.paused_from, Stage.CLOSED]
    if initiative.state == Stage.CLOSED:
        last = last_transition(initiative)
        return [last.before] if last else []
    return INITIATIVE.allowed(g.actor, initiative)


def _today(initiative: Initiative) -> date:
    return clock.today(get_zone(initiative.municipality_id))


def _back(initiative: Initiative) -> Response:
    return see_other("initiatives.initiative", initiative_id=initiative.id)
