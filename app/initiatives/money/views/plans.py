"""The cash of two years: as figures, as a chart, as a table, as a sheet and on paper; and its lines."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock, unit_of_work
from app.core.access import requires
from app.core.downloads import attached, named, pdf
from app.core.errors import StaleRecord
from app.core.exports import XLSX_TYPE
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.papers import letterhead
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.queries import get_initiative, get_to_change
from app.initiatives.money import chart, paper, queries, workbook
from app.initiatives.money.models import CashLine, CashPlan
from app.initiatives.money.operations import plans as operations
from app.initiatives.money.plan_form import (
    CELLS,
    EditLineForm,
    EditPlanForm,
    LineForm,
    NewLineForm,
    NewPlanForm,
    line_answers,
    new_line_answers,
    plan_answers,
)
from app.network.queries import get_zone
from app.ui.conflict import show_both
from app.workshops.papers.queries import letterhead_of

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/cash-plan"
LINE = f"{HERE}/lines/<uuid:line_id>"


@bp.get(HERE)
@requires(READ)
def cash_plan(initiative_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    plan = queries.find_plan(initiative_id)
    lines = queries.list_lines(plan) if plan else ()
    forecast = queries.forecast_of(plan, lines) if plan else None
    return respond(
        "initiatives/money/plan.html",
        initiative=initiative,
        plan=plan,
        lines=lines,
        forecast=forecast,
        chart=chart.of(forecast) if forecast else None,
        may_write=may_write(g.actor, initiative),
    )


@bp.get(f"{HERE}.pdf")
@requires(READ)
def cash_plan_pdf(initiative_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    plan = queries.get_plan(initiative)
    forecast = queries.forecast_of(plan, queries.list_lines(plan))
    head = letterhead_of(initiative.municipality_id)
    today = clock.today(get_zone(initiative.municipality_id))
    data = paper.data_of(forecast, title=initiative.title, on=today)
    unit_of_work.let_go()
    return pdf(letterhead.render(paper.TEMPLATE, head, data), "plano-de-tesouraria")


@bp.get(f"{HERE}.xlsx")
@requires(READ)
def cash_plan_xlsx(initiative_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    plan = queries.get_plan(initiative)
    forecast = queries.forecast_of(plan, queries.list_lines(plan))
    name = f"plano-de-tesouraria-{named(initiative.title)}.xlsx"
    return attached(workbook.of(forecast, initiative.title), XLSX_TYPE, name)


@bp.get(f"{HERE}/new")
@bp.post(HERE, endpoint="create_cash_plan")
@requires(WRITE)
def new_cash_plan(initiative_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    if request.method == "GET" and queries.find_plan(initiative_id):
        return _back(initiative_id)
    today = clock.today(get_zone(initiative.municipality_id))
    form = NewPlanForm(data={"begins_on": today.replace(day=1).isoformat()})
    form.offer(today)
    if form.validate_on_submit():
        operations.begin_plan(g.actor, plan_id=form.new_id, initiative=initiative, start=form.start)
        flash(_("The cash plan is begun. Now write what comes in and what goes out."), "good")
        return _back(initiative_id)
    return _start_page(form, initiative, None)


@bp.route(f"{HERE}/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_cash_plan(initiative_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    plan = queries.get_plan(initiative)
    form = _edit_form(initiative, plan)
    if form.validate_on_submit():
        try:
            operations.edit_plan(g.actor, plan=plan, version=form.version.data, start=form.start)
        except StaleRecord:
            show_both(form, _edit_form(initiative, plan))
        else:
            flash(_("The cash plan was changed."), "good")
            return _back(initiative_id)
    return _start_page(form, initiative, plan)


@bp.get(f"{HERE}/lines/new")
@bp.post(f"{HERE}/lines", endpoint="create_cash_line")
@requires(WRITE)
def new_cash_line(initiative_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    plan = queries.get_plan(initiative)
    form = NewLineForm(data=new_line_answers())
    form.name_months(plan.begins_on)
    if not _is_filled(form) and form.validate_on_submit():
        try:
            operations.add_line(g.actor, line_id=form.new_id, plan=plan, facts=form.facts)
        except operations.TooManyLines:
            form.title.errors = [_("The plan has as many lines as it may have: take one out first.")]
        else:
            flash(_("The line was added."), "good")
            return _back(initiative_id)
    return _line_page(form, initiative, None)


@bp.route(f"{LINE}/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_cash_line(initiative_id: UUID, line_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    plan = queries.get_plan(initiative)
    line = queries.get_line(plan, line_id)
    form = _line_form(plan, line)
    if not _is_filled(form) and form.validate_on_submit():
        try:
            operations.edit_line(g.actor, line=line, version=form.version.data, facts=form.facts)
        except StaleRecord:
            show_both(form, _line_form(plan, line))
        else:
            flash(_("The line was changed."), "good")
            return _back(initiative_id)
    return _line_page(form, initiative, line)


@bp.post(f"{LINE}/removal")
@requires(WRITE)
def take_out_cash_line(initiative_id: UUID, line_id: UUID) -> Response:
    plan = queries.get_plan(get_to_change(g.actor, initiative_id))
    line = queries.get_line(plan, line_id)
    if Form().validate_on_submit():
        operations.take_out_line(g.actor, line=line)
        flash(_("The line is taken out. It can be put back below."), "good")
    return _back(initiative_id)


@bp.post(f"{LINE}/return")
@requires(WRITE)
def put_cash_line_back(initiative_id: UUID, line_id: UUID) -> Response:
    plan = queries.get_plan(get_to_change(g.actor, initiative_id))
    line = queries.get_line(plan, line_id)
    if Form().validate_on_submit():
        try:
            operations.put_line_back(g.actor, plan=plan, line=line)
        except operations.TooManyLines:
            flash(_("The plan has as many lines as it may have: take one out first."), "bad")
        else:
            flash(_("The line counts again."), "good")
    return _back(initiative_id)


def _edit_form(initiative: Initiative, plan: CashPlan) -> EditPlanForm:
    form = EditPlanForm(data=plan_answers(plan))
    form.offer(clock.today(get_zone(initiative.municipality_id)), plan.begins_on)
    return form


def _line_form(plan: CashPlan, line: CashLine) -> EditLineForm:
    form = EditLineForm(data=line_answers(line))
    form.name_months(plan.begins_on)
    return form


def _is_filled(form: LineForm) -> bool:
    """Whether the button that fills the months was pressed; they are filled then, and nothing is kept."""
    if not (form.is_submitted() and request.form.get("fill")):
        return False
    form.fill()
    return True


def _start_page(form: Any, initiative: Initiative, plan: CashPlan | None) -> Response:
    template = "initiatives/money/plan_form.html"
    return respond(template, status=form.status, form=form, initiative=initiative, plan=plan)


def _line_page(form: Any, initiative: Initiative, line: CashLine | None) -> Response:
    return respond(
        "initiatives/money/line_form.html",
        status=form.status,
        form=form,
        initiative=initiative,
        line=line,
        cells=[form[name] for name in CELLS],
    )


def _back(initiative_id: UUID) -> Response:
    return see_other("initiatives.cash_plan", initiative_id=initiative_id)
