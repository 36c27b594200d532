"""What an initiative needs beside what it has found; its needs; all movements as a file."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core.access import requires
from app.core.downloads import attached, named
from app.core.errors import StaleRecord
from app.core.exports import CSV_TYPE, XLSX_TYPE, Cell, Sheet, csv_file, xlsx_file
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.queries import get_initiative, get_to_change
from app.initiatives.money import queries
from app.initiatives.money.forms import EditNeedForm, NewNeedForm, need_answers
from app.initiatives.money.models import MoneyMovement, MoneyNeed, MoneySource
from app.initiatives.money.operations import money as operations
from app.initiatives.money.wording import MOVEMENT_KINDS, SOURCE_KINDS
from app.ui.conflict import show_both

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/money"
NEED = f"{HERE}/needs/<uuid:need_id>"


@bp.get(HERE)
@requires(READ)
def money(initiative_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    needs, sources = queries.list_needs(initiative_id), queries.list_sources(initiative_id)
    return respond(
        "initiatives/money/money.html",
        initiative=initiative,
        needs=needs,
        sources=sources,
        sums=queries.sums_by_source(initiative_id),
        balance=queries.balance_among(initiative_id, needs, sources),
        kinds=SOURCE_KINDS,
        may_write=may_write(g.actor, initiative),
    )


@bp.get(f"{HERE}/needs/new")
@bp.post(f"{HERE}/needs", endpoint="create_money_need")
@requires(WRITE)
def new_money_need(initiative_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    form = NewNeedForm()
    if form.validate_on_submit():
        try:
            operations.add_need(g.actor, need_id=form.new_id, initiative=initiative, need=form.need)
        except operations.TooMany:
            form.title.errors = [_("There are as many needs as there may be: take one out first.")]
        else:
            flash(_("The need was added."), "good")
            return _back(initiative_id)
    return _page(form, initiative, None)


@bp.route(f"{NEED}/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_money_need(initiative_id: UUID, need_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    need = queries.get_need(initiative, need_id)
    form = EditNeedForm(data=need_answers(need))
    if form.validate_on_submit():
        try:
            operations.edit_need(g.actor, need=need, version=form.version.data, facts=form.need)
        except StaleRecord:
            show_both(form, EditNeedForm(data=need_answers(need)))
        else:
            flash(_("The need was changed."), "good")
            return _back(initiative_id)
    return _page(form, initiative, need)


@bp.post(f"{NEED}/removal")
@requires(WRITE)
def take_out_money_need(initiative_id: UUID, need_id: UUID) -> Response:
    need = queries.get_need(get_to_change(g.actor, initiative_id), need_id)
    if Form().validate_on_submit():
        try:
            operations.take_out_need(g.actor, need=need)
        except operations.InUse:
            flash(_("A source is for this need, or something was spent on it: it stays."), "bad")
        else:
            flash(_("The need is taken out. It can be put back below."), "good")
    return _back(initiative_id)


@bp.post(f"{NEED}/return")
@requires(WRITE)
def put_money_need_back(initiative_id: UUID, need_id: UUID) -> Response:
    need = queries.get_need(get_to_change(g.actor, initiative_id), need_id)
    if Form().validate_on_submit():
        try:
            operations.put_back(g.actor, row=need)
        except operations.TooMany:
            flash(_("There are as many needs as there may be: take one out first."), "bad")
        else:
            flash(_("The need counts again."), "good")
    return _back(initiative_id)


HEADINGS = (
    lazy_gettext("Day"),
    lazy_gettext("Source"),
    lazy_gettext("Kind of source"),
    lazy_gettext("What happened"),
    lazy_gettext("Amount"),
    lazy_gettext("Reference"),
    lazy_gettext("Note"),
    lazy_gettext("Evens out a mistake"),
)


@bp.get(f"{HERE}/movements.csv")
@requires(READ)
def money_movements_csv(initiative_id: UUID) -> Response:
    name, rows = _movements(initiative_id)
    return attached(csv_file([str(each) for each in HEADINGS], rows), CSV_TYPE, f"{name}.csv")


@bp.get(f"{HERE}/movements.xlsx")
@requires(READ)
def money_movements_xlsx(initiative_id: UUID) -> Response:
    name, rows = _movements(initiative_id)
    sheet = Sheet(_("Movements"), [str(each) for each in HEADINGS], rows)
    return attached(xlsx_file([sheet]), XLSX_TYPE, f"{name}.xlsx")


def _movements(initiative_id: UUID) -> tuple[str, list[list[Cell]]]:
    """The name of the file, and its rows."""
    initiative = get_initiative(g.actor, initiative_id)
    rows = [_cells(*each) for each in queries.list_movements(initiative)]
    return f"movimentos-{named(initiative.title)}", rows


def _cells(movement: MoneyMovement, source: MoneySource) -> list[Cell]:
    return [
        movement.on,
        source.title,
        str(SOURCE_KINDS[source.kind]),
        str(MOVEMENT_KINDS[movement.kind]),
        Decimal(movement.cents) / 100,
        movement.reference,
        movement.words,
        _("Yes") if movement.reverses_id else "",
    ]


def _page(form: Any, initiative: Any, need: MoneyNeed | None) -> Response:
    template = "initiatives/money/need_form.html"
    return respond(template, status=form.status, form=form, initiative=initiative, need=need)


def _back(initiative_id: UUID) -> Response:
    return see_other("initiatives.money", initiative_id=initiative_id)
