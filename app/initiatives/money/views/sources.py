"""A source of money: what was asked, granted, refused, received and spent of it."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.downloads import download
from app.core.errors import StaleRecord
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.inspection import inspected
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.core.staff import staff_names
from app.core.uploads import takes_upload
from app.initiatives.blueprint import bp
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.permissions import may_write
from app.initiatives.groups.queries import get_initiative, get_to_change
from app.initiatives.money import queries
from app.initiatives.money.balance import Sums
from app.initiatives.money.forms import (
    EditSourceForm,
    MovementForm,
    NewSourceForm,
    SourceForm,
    source_answers,
)
from app.initiatives.money.models import MoneySource
from app.initiatives.money.operations import money as operations
from app.initiatives.money.wording import MOVEMENT_KINDS, SOURCE_KINDS, TONES
from app.network.parties.queries import list_organisations
from app.network.queries import get_zone
from app.ui.conflict import show_both

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/money/sources"
SOURCE = f"{HERE}/<uuid:source_id>"
MOVEMENT = f"{SOURCE}/movements/<uuid:movement_id>"
A_PDF = partial(inspected, allowed={FileKind.PDF})


@bp.get(SOURCE)
@requires(READ)
def money_source(initiative_id: UUID, source_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    source = queries.get_source(initiative, source_id)
    page = queries.movements_page(source, request.args.get("after"))
    needs = queries.list_needs(initiative_id)
    return respond(
        "initiatives/money/source.html",
        initiative=initiative,
        source=source,
        page=page,
        evened_out=queries.evened_out(page.items),
        sums=queries.sums_by_source(initiative_id).get(source_id, Sums()),
        needs={each.id: each.title for each in needs},
        names=staff_names({each.created_by for each in page.items}),
        giver=queries.giver_of(source),
        source_kinds=SOURCE_KINDS,
        movement_kinds=MOVEMENT_KINDS,
        tones=TONES,
        may_write=may_write(g.actor, initiative),
    )


@bp.get(f"{HERE}/new")
@bp.post(HERE, endpoint="create_money_source")
@requires(WRITE)
def new_money_source(initiative_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    form = NewSourceForm()
    _offer(form, initiative)
    if form.validate_on_submit():
        try:
            made = operations.add_source(
                g.actor, source_id=form.new_id, initiative=initiative, facts=form.facts
            )
        except operations.TooMany:
            form.title.errors = [_("There are as many sources as there may be: take one out first.")]
        else:
            flash(_("The source was added."), "good")
            return _back(initiative_id, made.id)
    return _page(form, initiative, None)


@bp.route(f"{SOURCE}/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_money_source(initiative_id: UUID, source_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    source = queries.get_source(initiative, source_id)
    form = _edit_form(initiative, source)
    if form.validate_on_submit():
        version, facts = form.version.data, form.facts
        try:
            operations.edit_source(
                g.actor, initiative=initiative, source=source, version=version, facts=facts
            )
        except operations.NotSpentInKind:
            form.kind.errors = [_("Something was spent of it: what comes in kind is not spent.")]
        except StaleRecord:
            show_both(form, _edit_form(initiative, source))
        else:
            flash(_("The source was changed."), "good")
            return _back(initiative_id, source_id)
    return _page(form, initiative, source)


@bp.post(f"{SOURCE}/removal")
@requires(WRITE)
def take_out_money_source(initiative_id: UUID, source_id: UUID) -> Response:
    source = queries.get_source(get_to_change(g.actor, initiative_id), source_id)
    if Form().validate_on_submit():
        try:
            operations.take_out_source(g.actor, source=source)
        except operations.InUse:
            flash(_("Something is noted of this source: it stays. Even out what was a mistake first."), "bad")
        else:
            flash(_("The source is taken out. It can be put back."), "good")
    return _back(initiative_id, source_id)


@bp.post(f"{SOURCE}/return")
@requires(WRITE)
def put_money_source_back(initiative_id: UUID, source_id: UUID) -> Response:
    source = queries.get_source(get_to_change(g.actor, initiative_id), source_id)
    if Form().validate_on_submit():
        try:
            operations.put_back(g.actor, row=source)
        except operations.TooMany:
            flash(_("There are as many sources as there may be: take one out first."), "bad")
        else:
            flash(_("The source counts again."), "good")
    return _back(initiative_id, source_id)


@bp.get(f"{SOURCE}/movements/new")
@bp.post(f"{SOURCE}/movements", endpoint="create_money_movement")
@requires(WRITE)
@takes_upload("upload", A_PDF)
def note_money_movement(initiative_id: UUID, source_id: UUID) -> Response:
    initiative = get_to_change(g.actor, initiative_id)
    source = queries.get_source(initiative, source_id)
    form: Any = MovementForm(data={"on": clock.today(get_zone(initiative.municipality_id))})
    form.offer(each for each in queries.list_needs(initiative_id) if each.removed_at is None)
    if form.validate_on_submit() and _is_kept(form, initiative):
        try:
            operations.note_movement(
                g.actor,
                movement_id=form.new_id,
                initiative=initiative,
                source=source,
                movement=form.movement,
                file_id=form.file.id if form.file else None,
            )
        except operations.DayToCome:
            form.on.errors = [_("This day is still to come.")]
        except operations.NotSpentInKind:
            form.kind.errors = [_("What comes in kind is used, not spent.")]
        else:
            flash(_("It is noted."), "good")
            return _back(initiative_id, source_id)
    return respond(
        "initiatives/money/movement_form.html",
        status=form.status,
        form=form,
        initiative=initiative,
        source=source,
        attributes={"enctype": "multipart/form-data"},
    )


@bp.post(f"{MOVEMENT}/reversal")
@requires(WRITE)
def reverse_money_movement(initiative_id: UUID, source_id: UUID, movement_id: UUID) -> Response:
    source = queries.get_source(get_to_change(g.actor, initiative_id), source_id)
    movement, form = queries.get_movement(source, movement_id), Form()
    if form.validate_on_submit():
        operations.reverse(g.actor, reversal_id=form.new_id, source=source, movement=movement)
        flash(_("It is evened out by another of the same amount."), "good")
    return _back(initiative_id, source_id)


@bp.get(f"{MOVEMENT}/paper")
@requires(READ)
def money_movement_paper(initiative_id: UUID, source_id: UUID, movement_id: UUID) -> Response:
    """The paper that was kept with it."""
    source = queries.get_source(get_initiative(g.actor, initiative_id), source_id)
    movement = queries.get_movement(source, movement_id)
    return download(queries.paper_of(movement), f"documento {source.title}", to_read=True)


def _edit_form(initiative: Initiative, source: MoneySource) -> EditSourceForm:
    form = EditSourceForm(data=source_answers(source))
    _offer(form, initiative, source)
    return form


def _offer(form: SourceForm, initiative: Initiative, kept: MoneySource | None = None) -> None:
    """Who gives already is offered always, and so is the need that it is for."""
    givers: list[Any] = list(list_organisations(initiative.municipality_id))
    giver = queries.giver_of(kept) if kept else None
    if giver and giver.id not in {each.id for each in givers}:
        givers.append(giver)
    for_it = kept.need_id if kept else None
    needs = queries.list_needs(initiative.id)
    form.offer(givers, [each for each in needs if each.removed_at is None or each.id == for_it])


def _is_kept(form: Any, initiative: Initiative) -> bool:
    """Whether the paper that was sent, if one was, can be kept; `form.file` then holds it."""
    where = initiative.municipality_id
    form.file = form.upload.keep(municipality_id=where, actor=g.actor) if form.upload.data else None
    return not form.upload.errors


def _page(form: Any, initiative: Initiative, source: MoneySource | None) -> Response:
    template = "initiatives/money/source_form.html"
    return respond(template, status=form.status, form=form, initiative=initiative, source=source)


def _back(initiative_id: UUID, source_id: UUID) -> Response:
    return see_other("initiatives.money_source", initiative_id=initiative_id, source_id=source_id)
