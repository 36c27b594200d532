"""The list of initiatives, its file, the board, a new one, a change of one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from app.core.access import requires
from app.core.actor import Actor
from app.core.db import new_id
from app.core.errors import StaleRecord
from app.core.exports import Cell
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_in, staff_names
from app.initiatives.blueprint import bp
from app.initiatives.groups import queries
from app.initiatives.groups.forms.initiatives import (
    EditInitiativeForm,
    InitiativeFilters,
    InitiativeForm,
    NewInitiativeForm,
    values_of,
)
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.operations.initiatives import Plan, create_initiative, edit_initiative
from app.initiatives.groups.operations.members import add_member
from app.initiatives.groups.origin import Origin, read_origin
from app.initiatives.groups.queries import BY_TITLE, SORTS, Filters
from app.initiatives.groups.states import GOING_ON, INITIATIVE
from app.initiatives.groups.wording import kind_of_initiative
from app.network.queries import list_parish_choices
from app.ui.conflict import show_both
from app.ui.list_files import Contents, ListFile, answer
from app.ui.listing import Listing, read_listing
from app.ui.long_files import Args, offer

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HEADINGS = (
    lazy_gettext("Title"),
    lazy_gettext("Kind"),
    lazy_gettext("Stage"),
    lazy_gettext("People"),
    lazy_gettext("Place"),
    lazy_gettext("Answers for it"),
    lazy_gettext("Begun here"),
    lazy_gettext("Launched"),
    lazy_gettext("Initiative closed"),
)


@bp.get("/initiatives")
@requires(READ)
def index() -> Response:
    asked, filters = _asked(g.actor, request.args)
    page = queries.initiatives_page(g.actor, filters, after=asked.after, sort=asked.sort)
    return respond(
        "initiatives/groups/index.html",
        status=asked.status,
        listing=asked,
        page=page,
        members=queries.count_members(each.id for each in page.items),
        names=staff_names(each.answerable_id for each in page.items),
        may_write=g.actor.may(WRITE),
    )


@bp.get("/initiatives/board")
@requires(READ)
def board() -> Response:
    """What goes on, stage beside stage."""
    found = queries.board(g.actor)
    shown = [each for some in found.values() for each in some]
    return respond(
        "initiatives/groups/board.html",
        stages=[(stage, found.get(stage, ())) for stage in GOING_ON],
        members=queries.count_members(each.id for each in shown),
        names=staff_names(each.answerable_id for each in shown),
        is_cut=len(shown) == queries.ON_THE_BOARD,
        may_write=g.actor.may(WRITE),
    )


@bp.get("/initiatives.csv")
@requires(READ)
def initiatives_csv() -> Response:
    return answer(INITIATIVES, "csv")


@bp.get("/initiatives.xlsx")
@requires(READ)
def initiatives_xlsx() -> Response:
    return answer(INITIATIVES, "xlsx")


def _asked(actor: Actor, args: MultiDict[str, str]) -> tuple[Listing, Filters]:
    here = actor.here()
    form = InitiativeFilters(args)
    form.offer(list_parish_choices(here), staff_in(here))
    asked = read_listing(form, sorts=SORTS, by=BY_TITLE, args=args)
    return asked, Filters(**asked.values)


def _read(actor: Actor, args: Args) -> Contents:
    asked, filters = _asked(actor, args)
    asked.demand_valid()
    rows = queries.initiatives_to_export(actor, filters, asked.sort)
    return Contents("microiniciativas", [str(each) for each in HEADINGS], rows, _cells)


def _cells(rows: Sequence[Any]) -> list[list[Cell]]:
    names = staff_names(each.answerable_id for each, _members in rows)
    return [_row(each, members, names) for each, members in rows]


def _row(each: Initiative, members: int, names: Mapping[UUID, str]) -> list[Cell]:
    return [
        each.title,
        kind_of_initiative(each.kind),
        INITIATIVE.name(each.state),
        members,
        each.place,
        names.get(each.answerable_id, "") if each.answerable_id else "",
        each.created_at.date(),
        each.launched_on,
        each.closed_on,
    ]


INITIATIVES = ListFile("initiatives.file", READ, lazy_gettext("List of initiatives"), _read)
offer(INITIATIVES)


@bp.get("/initiatives/new")
@bp.post("/initiatives", endpoint="create_initiative")
@requires(WRITE)
def new_initiative() -> Response:
    """From nothing, or from what the address names: a project sheet, a workshop, an opportunity, a person."""
    origin = read_origin(g.actor, request.args)
    form = NewInitiativeForm(data={"title": origin.title, "kind": origin.kind, "answerable_id": g.actor.id})
    _offer(form, g.actor.here())
    if form.validate_on_submit():
        made = create_initiative(
            g.actor,
            initiative_id=form.new_id,
            municipality_id=form.drawn_in,
            plan=_with_origin(form.plan, origin),
        )
        if origin.person and not queries.members_of(made.id):
            add_member(g.actor, member_id=new_id(), initiative=made, participant=origin.person)
        flash(_("The initiative was begun."), "good")
        return see_other("initiatives.initiative", initiative_id=made.id)
    return _page(form, None, origin)


@bp.route("/initiatives/<uuid:initiative_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_initiative_page(initiative_id: UUID) -> Response:
    found = queries.get_to_change(g.actor, initiative_id)
    form = _edit_form(found)
    if form.validate_on_submit():
        try:
            edit_initiative(g.actor, initiative=found, version=form.version.data, plan=form.plan)
        except StaleRecord:
            show_both(form, _edit_form(found))
        else:
            flash(_("The initiative was changed."), "good")
            return see_other("initiatives.initiative", initiative_id=initiative_id)
    return _page(form, found, Origin())


def _with_origin(plan: Plan, origin: Origin) -> Plan:
    return replace(
        plan,
        opportunity_id=origin.ids.get("opportunity_id"),
        workshop_id=origin.ids.get("workshop_id"),
        sheet_id=origin.ids.get("sheet_id"),
    )


def _edit_form(initiative: Initiative) -> EditInitiativeForm:
    form = EditInitiativeForm(data=values_of(initiative))
    _offer(form, initiative.municipality_id, initiative)
    return form


def _offer(form: InitiativeForm, municipality_id: UUID, kept: Initiative | None = None) -> None:
    staff = dict(staff_in(municipality_id))
    if kept and kept.answerable_id:
        staff = {**staff_names([kept.answerable_id]), **staff}
    parishes = list_parish_choices(municipality_id, kept.parish_id if kept else None)
    form.offer(parishes, staff, kept=kept.kind if kept else "")


def _page(form: InitiativeForm, initiative: Initiative | None, origin: Origin) -> Response:
    return respond(
        "initiatives/groups/form.html",
        status=form.status,
        form=form,
        initiative=initiative,
        origin=origin,
    )
