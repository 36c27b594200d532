"""Lists of people that partners send: a new one, what its columns mean, what was found of its rows."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from app.core import clock, tasks
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.refusals import SheetRefused
from app.core.sheets import take_rows
from app.core.tasks import TaskState
from app.core.unit_of_work import writes
from app.core.uploads import takes_upload
from app.network.parties.queries import list_organisations
from app.network.queries import get_zone, list_parishes
from app.outreach.blueprint import bp
from app.outreach.lists import fields, queries, shown
from app.outreach.lists.forms import ColumnsForm, DecisionsForm, NewListForm, answers_in
from app.outreach.lists.models import Finding, ListRow, ListState, PartnerList
from app.outreach.lists.operations import deciding, sending
from app.outreach.lists.running import MATCHING, run
from app.outreach.lists.states import FINDINGS, LIST, OUTCOMES, TONES
from app.people.models import Participant
from app.ui.sheet_trouble import fault_sentence, sheet_trouble

REGISTER = Permission.OUTREACH_REGISTER
NAMED = {**FINDINGS, queries.DECIDED: lazy_gettext("Decided about"), queries.DONE: lazy_gettext("Dealt with")}
SHOWN_FIRST = (Finding.UNSURE, Finding.NEW, Finding.SAME, Finding.OUT, Finding.WAITING)


@bp.get("/lists")
@requires(REGISTER)
def lists() -> Response:
    page = queries.lists_page(g.actor, request.args.get("after"))
    return respond("outreach/lists/lists.html", page=page, states=LIST)


@bp.get("/lists/new")
@bp.post("/lists", endpoint="create_list")
@requires(REGISTER)
@takes_upload("file", partial(take_rows, limit=sending.MOST_ROWS))
def new_list() -> Response:
    form = NewListForm()
    form.offer(list_organisations(g.actor.here()))
    if form.validate_on_submit():
        try:
            sent = form.file.data.read()
        except SheetRefused as refused:
            form.file.errors = [sheet_trouble(refused)]
        else:
            added = sending.add_list(
                g.actor,
                list_id=form.new_id,
                municipality_id=form.drawn_in,
                organisation_id=form.sender_id,
                sent=sent,
            )
            return see_other("outreach.list_columns", partner_list_id=added.id)
    elif form.file.data is not None:
        form.file.ask_again()
    return respond("outreach/lists/new.html", status=form.status, form=form)


@bp.route("/lists/<uuid:partner_list_id>/columns", methods=["GET", "POST"])
@requires(REGISTER)
def list_columns(partner_list_id: UUID) -> Response:
    """What the columns mean, as they are called or as they meant the last time."""
    partner_list = queries.get_list(g.actor, partner_list_id, to_change=writes())
    is_over = partner_list.state in {ListState.BROUGHT, ListState.DROPPED}
    if is_over or (not writes() and queries.is_half_undone(partner_list)):
        return see_other("outreach.show_list", partner_list_id=partner_list_id)
    before = queries.remembered(partner_list.municipality_id, partner_list.organisation_id)
    said = partner_list.mapping or fields.proposed(partner_list.headings, before)
    form = ColumnsForm(headings=partner_list.headings, mapping=said)
    if form.validate_on_submit():
        sending.choose_columns(g.actor, partner_list=partner_list, mapping=form.mapping)
        return run(g.actor, MATCHING, partner_list, task_id=form.new_id)
    used = {heading for several in form.mapping.values() for heading in several}
    first = [shown.cells_of(row).cells for row in queries.first_rows(g.actor, partner_list)]
    return respond(
        "outreach/lists/columns.html",
        status=form.status,
        partner_list=partner_list,
        form=form,
        is_remembered=bool(before),
        unused=[each for each in partner_list.headings if each not in used],
        first=first,
        may_put_away=queries.may_put_away(partner_list),
    )


@bp.get("/lists/<uuid:partner_list_id>")
@requires(REGISTER)
def show_list(partner_list_id: UUID) -> Response:
    partner_list = queries.get_list(g.actor, partner_list_id)
    if partner_list.state == ListState.COLUMNS:
        return see_other("outreach.list_columns", partner_list_id=partner_list_id)
    return _page(partner_list, request.args.get("show", ""))


@bp.post("/lists/<uuid:partner_list_id>/decisions")
@requires(REGISTER)
def decide_rows(partner_list_id: UUID) -> Response:
    """Keep what was decided on a page of rows; it can be left, and gone on with later by whoever may."""
    partner_list = queries.get_list(g.actor, partner_list_id, to_change=True)
    form, show = DecisionsForm(), request.form.get("show", "")
    if not form.validate():
        return _page(partner_list, show, form=form)
    others = deciding.decide(g.actor, partner_list=partner_list, answers=answers_in(request.form))
    if others:
        rows = ", ".join(map(str, others[:10]))
        flash(
            _("Somebody else has decided about these rows meanwhile, and that stands: %(rows)s.", rows=rows),
            "warning",
        )
    else:
        flash(_("What you decided was saved."), "good")
    return see_other(
        "outreach.show_list",
        partner_list_id=partner_list_id,
        show=show or None,
        after=request.form.get("then") or None,
    )


@bp.post("/lists/<uuid:partner_list_id>/new-people")
@requires(REGISTER)
def accept_new(partner_list_id: UUID) -> Response:
    """Everybody who is clearly new is."""
    partner_list = queries.get_list(g.actor, partner_list_id, to_change=True)
    count = deciding.accept_new(g.actor, partner_list=partner_list)
    flash(
        ngettext("%(num)d person is confirmed as new.", "%(num)d people are confirmed as new.", count), "good"
    )
    return see_other("outreach.show_list", partner_list_id=partner_list_id)


def _page(partner_list: PartnerList, show: str, form: Any = None) -> Response:
    """Whoever is to be decided about comes first."""
    counts = queries.counts_of(g.actor, partner_list)
    tabs = _tabs(counts)
    current = show if show in tabs else next(iter(tabs), "")
    page = queries.rows_page(g.actor, partner_list, current, request.args.get("after"))
    people = queries.people_of(g.actor, page.items)
    state = tasks.state_of(partner_list.task_id) if partner_list.task_id else None
    return respond(
        "outreach/lists/list.html",
        status=form.status if form else 200,
        partner_list=partner_list,
        form=form or DecisionsForm(formdata=None),
        counts=counts,
        tabs=tabs,
        current=current,
        page=page,
        rows=_shown(partner_list, page.items, people),
        people=people,
        is_running=state in {TaskState.WAITING, TaskState.RUNNING},
        may_undo=queries.may_undo(g.actor, partner_list),
        is_half_undone=queries.is_half_undone(partner_list),
        may_put_away=queries.may_put_away(partner_list),
        is_unread=bool(counts.by_finding.get(Finding.WAITING)),
        sentence=fault_sentence,
        states=LIST,
        findings=FINDINGS,
        tones=TONES,
        outcomes=OUTCOMES,
        named=NAMED,
    )


def _tabs(counts: queries.Counts) -> list[str]:
    """Under what there is something, whatever asks for a decision first."""
    tabs = [each.value for each in SHOWN_FIRST if counts.by_finding.get(each)]
    tabs += [queries.DECIDED] if counts.decided else []
    return [*tabs, queries.DONE] if any(counts.by_outcome.values()) else tabs


def _shown(
    partner_list: PartnerList, rows: Sequence[ListRow], people: Mapping[UUID, Participant]
) -> list[shown.Shown]:
    where = partner_list.municipality_id
    on = clock.today(get_zone(where))
    parishes = {each.id: each.name for each in list_parishes(where, on=on)}
    return shown.shown(partner_list, rows, fields.columns(where), people, parishes)
