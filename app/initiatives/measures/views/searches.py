"""What would it take: asked for, left and found again, shown, as a workbook."""

from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _

from app.core import tasks
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.core.staff import staff_names
from app.core.tasks import TaskState
from app.initiatives.blueprint import bp
from app.initiatives.measures import queries
from app.initiatives.measures.forms import MeasureSearchForm
from app.initiatives.measures.operations import searching
from app.initiatives.measures.operations.searching import NothingToChooseFrom
from app.initiatives.measures.sheets import sheets_of
from app.initiatives.measures.wording import KINDS
from app.skills.queries.catalogue import catalogue_for
from app.ui.listing import xlsx_answer

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
GOING_ON = {TaskState.WAITING.value, TaskState.RUNNING.value}


@bp.get("/measure-searches")
@requires(READ)
def measure_searches() -> Response:
    page = queries.searches_page(g.actor, after=request.args.get("after"))
    return respond(
        "initiatives/measures/searches.html",
        page=page,
        names=staff_names({each.created_by for each in page.items}),
        may_write=g.actor.may(WRITE),
    )


@bp.get("/measure-searches/new")
@bp.post("/measure-searches", endpoint="create_measure_search")
@requires(WRITE)
def new_measure_search() -> Response:
    form = MeasureSearchForm()
    if form.validate_on_submit():
        page = url_for("initiatives.measure_search", search_id=form.new_id)
        try:
            searching.ask(
                g.actor,
                search_id=form.new_id,
                municipality_id=form.drawn_in,
                at_most=form.at_most.data or 1,
                budget=form.budget.cents,
                page=page,
            )
        except NothingToChooseFrom:
            form.refuse([_("There is no measure yet to choose from: please note some first.")])
        else:
            return see_other("initiatives.measure_search", search_id=form.new_id)
    return respond(
        "initiatives/measures/new_search.html",
        status=form.status,
        form=form,
        count=queries.count_offered(g.actor.here()),
    )


@bp.get("/measure-searches/<uuid:search_id>")
@requires(READ)
def measure_search(search_id: UUID) -> Response:
    """What it came to; until then, how far it is."""
    found = queries.get_search(g.actor, search_id)
    state = tasks.state_of(found.id)
    closed = [
        {**row, "competences": [UUID(each) for each in row["competences"]]}
        for row in found.outcome.get("closed", ())
    ]
    return respond(
        "initiatives/measures/search.html",
        search=found,
        outcome=found.outcome,
        closed=closed,
        titles={each["id"]: each["title"] for each in found.outcome.get("measures", ())},
        kinds=KINDS,
        catalogue=catalogue_for(each for row in closed for each in row["competences"]),
        is_going_on=state in GOING_ON,
        is_own=found.created_by == g.actor.id,
        names=staff_names({found.created_by}),
        may_write=g.actor.may(WRITE, found.municipality_id),
    )


@bp.get("/measure-searches/<uuid:search_id>.xlsx")
@requires(READ)
def measure_search_xlsx(search_id: UUID) -> Response:
    found = queries.get_search(g.actor, search_id)
    if not found.solved_at:
        raise NotFound
    return xlsx_answer("o-que-seria-preciso", *sheets_of(found))


@bp.post("/measure-searches/<uuid:search_id>/again")
@requires(WRITE)
def repeat_measure_search(search_id: UUID) -> Response:
    """The same question about the place as it is now."""
    found = queries.get_search(g.actor, search_id)
    again = sent_id("request_key")
    try:
        searching.ask(
            g.actor,
            search_id=again,
            municipality_id=found.municipality_id,
            at_most=found.at_most,
            budget=found.budget,
            page=url_for("initiatives.measure_search", search_id=again),
        )
    except NothingToChooseFrom:
        flash(_("There is no measure yet to choose from: please note some first."), "warning")
        return see_other("initiatives.measure_search", search_id=search_id)
    return see_other("initiatives.measure_search", search_id=again)
