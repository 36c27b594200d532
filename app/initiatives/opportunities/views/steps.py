"""What becomes of an opportunity, step by step; each can be taken back."""

from collections.abc import Callable
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import IllegalTransition, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.initiatives.blueprint import bp
from app.initiatives.opportunities import merging, operations
from app.initiatives.opportunities.forms import EndForm, MergeForm
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.opportunities.needs import needs_of, united
from app.initiatives.opportunities.permissions import demand_edit
from app.initiatives.opportunities.queries import get_opportunity, list_others
from app.initiatives.opportunities.wording import WEIGHTS
from app.skills.queries.catalogue import catalogue_for
from app.skills.scales import LEVEL_WORDS

WRITE = Permission.INITIATIVE_WRITE


@bp.post("/opportunities/<uuid:opportunity_id>/publication")
@requires(WRITE)
def publish_opportunity(opportunity_id: UUID) -> Response:
    return _moved(opportunity_id, operations.publish, _("It is open: people are looked for."))


@bp.post("/opportunities/<uuid:opportunity_id>/draft")
@requires(WRITE)
def return_opportunity(opportunity_id: UUID) -> Response:
    return _moved(opportunity_id, operations.return_to_draft, _("It is a draft again."))


@bp.post("/opportunities/<uuid:opportunity_id>/service")
@requires(WRITE)
def serve_opportunity(opportunity_id: UUID) -> Response:
    return _moved(opportunity_id, operations.serve, _("It stands as served by an initiative."))


@bp.post("/opportunities/<uuid:opportunity_id>/looking")
@requires(WRITE)
def look_again(opportunity_id: UUID) -> Response:
    return _moved(opportunity_id, operations.look_again, _("It is open again."))


@bp.post("/opportunities/<uuid:opportunity_id>/reopening")
@requires(WRITE)
def reopen_opportunity(opportunity_id: UUID) -> Response:
    return _moved(opportunity_id, operations.reopen, _("It is as it was before it ended."))


@bp.route("/opportunities/<uuid:opportunity_id>/ending", methods=["GET", "POST"])
@requires(Permission.OPPORTUNITY_PROPOSE)
def end_opportunity(opportunity_id: UUID) -> Response:
    """The office ends any, a partner the draft they proposed."""
    opportunity = get_opportunity(g.actor, opportunity_id, to_change=writes())
    demand_edit(g.actor, opportunity)
    form = EndForm()
    if form.validate_on_submit():
        try:
            operations.end(g.actor, opportunity=opportunity, reason=form.reason.data, note=form.note.data)
        except IllegalTransition:
            _say_moved_on()
        else:
            flash(_("It has ended. This can be taken back."), "good")
        return _back(opportunity_id)
    return respond(
        "initiatives/opportunities/end.html", status=form.status, form=form, opportunity=opportunity
    )


@bp.get("/opportunities/<uuid:opportunity_id>/merging")
@bp.post("/opportunities/<uuid:opportunity_id>/merging/decision", endpoint="decide_merging")
@requires(WRITE)
def merge_opportunity(opportunity_id: UUID) -> Response:
    """Choose the one it is the same as, see what would become of both, and merge them."""
    gone = get_opportunity(g.actor, opportunity_id)
    form = MergeForm()
    others = list_others(g.actor, gone)
    wanted = form.kept_id.data if writes() else request.args.get("with", "")
    kept = next((each for each in others if str(each.id) == wanted), None)
    if kept and not writes():
        form.read.data, form.kept_id.data = kept.version, str(kept.id)
    if kept and form.validate_on_submit():
        try:
            merging.merge(g.actor, merge_id=form.new_id, gone=gone, kept=kept, version=form.read.data or 0)
        except StaleRecord:
            form.read_anew(kept.version)
        except IllegalTransition:
            _say_moved_on()
            return _back(opportunity_id)
        else:
            flash(_("They are one now. This can be taken back."), "good")
            return _back(kept.id)
    return _merge_page(gone, kept, form, is_wrong=bool(wanted) and kept is None)


@bp.post("/opportunities/<uuid:opportunity_id>/parting")
@requires(WRITE)
def part_opportunity(opportunity_id: UUID) -> Response:
    gone = get_opportunity(g.actor, opportunity_id)
    try:
        merging.part(g.actor, gone=gone)
    except merging.KeptIsMerged:
        flash(_("The one it is part of was merged itself since. Please take that back first."), "warning")
    except IllegalTransition:
        _say_moved_on()
    else:
        flash(_("They are two again, and what had followed came back."), "good")
    return _back(opportunity_id)


def _merge_page(gone: Opportunity, kept: Opportunity | None, form: MergeForm, *, is_wrong: bool) -> Response:
    needs = united(needs_of(kept), needs_of(gone)) if kept else []
    return respond(
        "initiatives/opportunities/merge.html",
        status=422 if is_wrong else form.status,
        opportunity=gone,
        kept=kept,
        others=list_others(g.actor, gone),
        form=form,
        is_wrong=is_wrong,
        needs=needs,
        catalogue=catalogue_for(each.competence_id for each in needs),
        weights=WEIGHTS,
        levels=LEVEL_WORDS,
    )


def _moved(opportunity_id: UUID, move: Callable[..., None], done: str) -> Response:
    opportunity = get_opportunity(g.actor, opportunity_id, to_change=True)
    try:
        move(g.actor, opportunity=opportunity)
    except operations.DayIsOver:
        flash(_("Its last day is over. Please give it another one, or none, first."), "warning")
        return see_other("initiatives.edit_opportunity", opportunity_id=opportunity_id)
    except IllegalTransition:
        _say_moved_on()
    else:
        flash(done, "good")
    return _back(opportunity_id)


def _say_moved_on() -> None:
    flash(_("It is in another state by now: please look at it once more."), "warning")


def _back(opportunity_id: UUID) -> Response:
    return see_other("initiatives.opportunity", opportunity_id=opportunity_id)
