"""Circles looked for and listed."""

from uuid import UUID

from flask import Response, g, request, url_for

from app.core import tasks
from app.core.access import requires
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.circles import solving
from app.initiatives.circles.forms import CircleFilters, SearchForm
from app.initiatives.circles.matching import Meeting
from app.initiatives.circles.models import CircleState
from app.initiatives.circles.queries import circles as queries
from app.initiatives.circles.queries.learners import meeting_of
from app.initiatives.circles.queries.shown import shown
from app.ui.listing import read_listing

PROPOSE, READ = Permission.TEAM_PROPOSE, Permission.INITIATIVE_READ
HERE = "/circle-searches/<uuid:circle_search_id>"


@bp.get("/circles")
@requires(READ)
def circles() -> Response:
    """Those that are open or meet, or those of a state."""
    asked = read_listing(CircleFilters(request.args))
    page = queries.circles_page(g.actor, state=asked["state"] or "", after=asked.after)
    return respond(
        "initiatives/circles/circles.html",
        status=asked.status,
        listing=asked,
        page=page,
        shown=shown(g.actor, page.items),
        may_propose=g.actor.may(PROPOSE),
    )


@bp.route("/circles/new", methods=["GET", "POST"])
@requires(PROPOSE)
def look_for_circles() -> Response:
    """What those of a circle share; then they are looked for, at once or by the worker."""
    form = SearchForm()
    if form.validate_on_submit():
        return _solved(form.new_id, form.drawn_in, form.meeting, task_id=form.new_id)
    return respond("initiatives/circles/look.html", status=form.status, form=form)


@bp.get(HERE)
@requires(PROPOSE)
def circle_search(circle_search_id: UUID) -> Response:
    """What was found, and how far the worker is."""
    found = queries.get_search(g.actor, circle_search_id)
    made = queries.circles_of(found)
    kept = [each for each in made if each.state != CircleState.DROPPED]
    running = found.task_id and tasks.state_of(found.task_id) in (
        tasks.TaskState.WAITING,
        tasks.TaskState.RUNNING,
    )
    return respond(
        "initiatives/circles/search.html",
        search=found,
        circles=kept,
        dropped=[each for each in made if each.state == CircleState.DROPPED],
        shown=shown(g.actor, kept),
        is_running=running,
    )


@bp.post(f"{HERE}/solution")
@requires(PROPOSE)
def look_for_circles_again(circle_search_id: UUID) -> Response:
    """Look again, or for longer; circles that nobody touched make room for those found now."""
    found = queries.get_search(g.actor, circle_search_id)
    key, meeting, where = sent_id("request_key"), meeting_of(found), found.municipality_id
    return _solved(
        circle_search_id, where, meeting, task_id=key, at_once=request.form.get("decision") != "longer"
    )


def _solved(
    search_id: UUID, municipality_id: UUID, meeting: Meeting, *, task_id: UUID, at_once: bool = True
) -> Response:
    page = url_for("initiatives.circle_search", circle_search_id=search_id)
    if at_once and solving.solve_at_once(g.actor, search_id, municipality_id, meeting):
        return see_other("initiatives.circle_search", circle_search_id=search_id)
    task_id = solving.ask_worker(g.actor, search_id, task_id=task_id, leads_to=page)
    return see_other("office.task", task_id=task_id)
