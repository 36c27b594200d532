"""Searches for people who complete each other: begun, wished for, solved, found again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock, tasks
from app.core.access import requires
from app.core.errors import NotFound, StaleRecord
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.initiatives.blueprint import bp
from app.initiatives.opportunities.models import Opportunity
from app.initiatives.teams import asked, solving
from app.initiatives.teams.explanation import before_next
from app.initiatives.teams.forms.searches import LookForm, OptionsForm, WishForm, drawn
from app.initiatives.teams.models import TeamSearch
from app.initiatives.teams.operations import MayNotBeProposed, SubjectOver, searching
from app.initiatives.teams.operations.holding import is_over
from app.initiatives.teams.queries import people, problems, searches, teams
from app.initiatives.teams.wording import OVER, conflict_words, gap_sentence, option_words, said_of
from app.network.queries import get_zone, list_parishes
from app.skills.queries.catalogue import catalogue_for
from app.ui.conflict import show_both
from app.ui.listing import read_listing

PROPOSE = Permission.TEAM_PROPOSE
HERE = "/team-searches/<uuid:team_search_id>"


@bp.post("/opportunities/<uuid:opportunity_id>/team-searches")
@requires(PROPOSE)
def begin_opportunity_search(opportunity_id: UUID) -> Response:
    """A search for people who could serve it together."""
    return _begin(searches.get_opportunity(g.actor, opportunity_id))


@bp.post("/initiatives/<uuid:initiative_id>/team-searches")
@requires(PROPOSE)
def begin_initiative_search(initiative_id: UUID) -> Response:
    """A search for people who would complete it."""
    return _begin(searches.get_initiative(g.actor, initiative_id))


def _begin(subject: searches.Subject) -> Response:
    try:
        made = searching.begin_search(g.actor, search_id=sent_id("request_key"), subject=subject)
    except SubjectOver:
        flash(str(OVER), "warning")
        if isinstance(subject, Opportunity):
            return see_other("initiatives.opportunity", opportunity_id=subject.id)
        return see_other("initiatives.initiative", initiative_id=subject.id)
    return see_other("initiatives.team_search", team_search_id=made.id)


@bp.get(HERE)
@requires(PROPOSE)
def team_search(team_search_id: UUID) -> Response:
    """What is wished, what was found, and how far the worker is."""
    found = searches.get_search(g.actor, team_search_id)
    subject, proposals = searches.subject_of(found), teams.teams_of(found)
    kept = [each for each in proposals if each.state != "dropped"]
    named, names = _named(found, [place.participant_id for team in proposals for place in team.places])
    needs = problems.needs_of(subject)
    running = found.task_id and tasks.state_of(found.task_id) in (
        tasks.TaskState.WAITING,
        tasks.TaskState.RUNNING,
    )
    scores = [each.score for each in kept]
    return respond(
        "initiatives/teams/search.html",
        search=found,
        subject=subject,
        needs=needs,
        teams=kept,
        dropped=[each for each in proposals if each.state == "dropped"],
        reasons=[before_next(scores, at) for at in range(len(kept))],
        names=names,
        catalogue=catalogue_for(need.competence_id for need in needs),
        is_running=running,
        wishes=option_words(asked.read(found.wishes), _parishes(found)),
        about_people=[(each, said_of(each, names)) for each in named],
        conflict=conflict_words(found, named, names),
        gap=gap_sentence(found) if found.gap is not None else "",
    )


@bp.route(f"{HERE}/wishes", methods=["GET", "POST"])
@requires(PROPOSE)
def change_wishes(team_search_id: UUID) -> Response:
    """What the team as a whole has to be like."""
    found = searches.get_search(g.actor, team_search_id)
    form = _options_form(found)
    if form.validate_on_submit():
        try:
            searching.change_wishes(g.actor, search=found, version=form.version.data, options=form.options)
        except StaleRecord:
            show_both(form, _options_form(found))
        else:
            flash(_("What is wished was kept. Look for teams again to see what it changes."), "good")
            return see_other("initiatives.team_search", team_search_id=found.id)
    return respond(
        "initiatives/teams/wishes.html",
        status=form.status,
        search=found,
        subject=searches.subject_of(found),
        form=form,
    )


@bp.route(f"{HERE}/people", methods=["GET", "POST"])
@requires(PROPOSE)
def wish_of_people(team_search_id: UUID) -> Response:
    """Who must be in it, or must not, or only with others; chosen among those who may be proposed."""
    found = searches.get_search(g.actor, team_search_id)
    form = WishForm()
    typed = MultiDict({"q": form.q.data or ""}) if form.is_submitted() else request.args
    listing = read_listing(LookForm(typed))
    words = listing["q"] or ""
    form.offer(_offered(found, words))
    form.q.data = words
    if form.validate_on_submit():
        try:
            searching.add_wish(
                g.actor, wish_id=form.new_id, search=found, kind=form.asking, people=form.chosen
            )
        except MayNotBeProposed:
            form.people.errors = [_("Somebody of them may not be proposed any more.")]
        else:
            flash(_("The wish was kept."), "good")
            return see_other("initiatives.team_search", team_search_id=found.id)
    return respond(
        "initiatives/teams/wish_of_people.html",
        status=max(form.status, listing.status),
        search=found,
        subject=searches.subject_of(found),
        form=form,
        listing=listing,
        words=words,
    )


@bp.post(f"{HERE}/people/removal")
@requires(PROPOSE)
def drop_wish(team_search_id: UUID) -> Response:
    """A wish about people that counts no more."""
    found = searches.get_search(g.actor, team_search_id, to_change=True)
    typed = request.form.get("number", "")
    if not typed.isdecimal() or len(typed) > 9:
        raise NotFound
    searching.drop_wish(g.actor, search=found, number=int(typed))
    flash(_("The wish was taken away."), "good")
    return see_other("initiatives.team_search", team_search_id=found.id)


@bp.post(f"{HERE}/solution")
@requires(PROPOSE)
def solve_search(team_search_id: UUID) -> Response:
    """Look for teams: at once, or where that takes long by the worker."""
    found = searches.get_search(g.actor, team_search_id)
    if not searches.subject_of(found).needs:
        flash(_("It is not said yet which competences it takes. Say that first."), "warning")
        return see_other("initiatives.team_search", team_search_id=found.id)
    if is_over(searches.subject_of(found)):
        flash(str(OVER), "warning")
        return see_other("initiatives.team_search", team_search_id=found.id)
    key = sent_id("request_key")
    is_meant_long = request.form.get("decision") == "longer"
    try:
        is_solved = not is_meant_long and solving.solve_at_once(g.actor, team_search_id)
    except SubjectOver:
        flash(str(OVER), "warning")
        return see_other("initiatives.team_search", team_search_id=team_search_id)
    if is_solved:
        return see_other("initiatives.team_search", team_search_id=team_search_id)
    page = url_for("initiatives.team_search", team_search_id=team_search_id)
    task_id = solving.ask_worker(g.actor, team_search_id, task_id=key, leads_to=page)
    return see_other("office.task", task_id=task_id)


def _options_form(search: TeamSearch) -> OptionsForm:
    form = OptionsForm(data=drawn(asked.read(search.wishes), search.version))
    today = clock.today(get_zone(search.municipality_id))
    form.offer(list_parishes(search.municipality_id, on=today))
    return form


def _parishes(search: TeamSearch) -> Mapping[UUID, str]:
    today = clock.today(get_zone(search.municipality_id))
    return {each.id: each.name for each in list_parishes(search.municipality_id, on=today)}


def _named(search: TeamSearch, others: list[UUID]) -> tuple[Any, Mapping[UUID, str]]:
    """The wishes about people, and how these and the people of the teams are called."""
    rows = searches.wish_rows(search.id)
    ids = {each.participant_id for each in rows}
    possible = people.possible_of(search.municipality_id, ids | set(others))
    return asked.named(rows, possible), people.names_of(g.actor, possible)


def _offered(search: TeamSearch, words: str) -> list[people.Found]:
    """Those found by a name; without one those of the teams found so far, and who is named already."""
    where = search.municipality_id
    if words:
        return list(people.find_possible(g.actor, where, words))
    present = {place.participant_id for team in teams.teams_of(search) for place in team.places}
    present |= {each.participant_id for each in searches.wish_rows(search.id)}
    return list(people.found_of(g.actor, where, present))
