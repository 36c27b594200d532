"""Proposed teams: the open ones, one with its matrix, why somebody is in it, what a facilitator changes."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import audit, clock, machine, unit_of_work
from app.core.access import requires
from app.core.downloads import pdf
from app.core.errors import Conflict, StaleRecord, existing
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import afterwards
from app.initiatives.blueprint import bp
from app.initiatives.teams import operations as problems
from app.initiatives.teams.explanation import reasons_for
from app.initiatives.teams.forms.searches import LookForm
from app.initiatives.teams.forms.teams import AddPersonForm, DropForm, TeamFilters
from app.initiatives.teams.matrix import matrix_of, members_of
from app.initiatives.teams.models import PlaceState, Team, TeamState
from app.initiatives.teams.operations import dropping, editing
from app.initiatives.teams.queries import candidates, closers, people, searches, teams
from app.initiatives.teams.queries.about import about_place
from app.initiatives.teams.states import BY_ITSELF, DROP_REASONS, OPEN
from app.initiatives.teams.table import Table, matrix_sheet
from app.initiatives.teams.wording import OVER, WEIGHTS
from app.network.queries import get_municipality, get_zone
from app.skills.queries.catalogue import catalogue_for
from app.ui.listing import read_listing

PROPOSE, READ = Permission.TEAM_PROPOSE, Permission.INITIATIVE_READ
HERE, PLACE = "/teams/<uuid:team_id>", "/team-places/<uuid:team_place_id>"


@bp.get("/teams")
@requires(PROPOSE)
def teams_list() -> Response:
    """The proposals somebody still works with, or those of a state."""
    asked = read_listing(TeamFilters(request.args))
    page = teams.teams_page(g.actor, state=asked["state"] or "", after=asked.after)
    return respond(
        "initiatives/teams/teams.html",
        status=asked.status,
        listing=asked,
        page=page,
        titles=teams.titles_of(page.items),
        members_of=members_of,
        matrix_of=matrix_of,
    )


@bp.get(HERE)
@requires(READ)
def team(team_id: UUID) -> Response:
    """Who covers what, what is missing and what closes it, who was asked and what they said."""
    found = teams.get_team(g.actor, team_id, to=READ)
    matrix, names = matrix_of(found), _names(found)
    gaps = [line.competence_id for line in matrix.gaps]
    last = machine.last_transition(found)
    return respond(
        "initiatives/teams/team.html",
        team=found,
        subject=searches.subject_of(found.search),
        matrix=matrix,
        members=members_of(found),
        names=names,
        catalogue=catalogue_for(line.competence_id for line in matrix.lines),
        closers=closers.closers_of(g.actor, found.municipality_id, gaps),
        weights=WEIGHTS,
        today=clock.today(get_zone(found.municipality_id)),
        is_open=found.state in OPEN,
        may_propose=g.actor.may(PROPOSE, found.municipality_id),
        last=last,
        drop_reasons={**DROP_REASONS, **BY_ITSELF},
    )


@bp.route(f"{HERE}/people", methods=["GET", "POST"])
@requires(PROPOSE)
def add_to_team(team_id: UUID) -> Response:
    """One more, or one in the place of another."""
    found = teams.get_team(g.actor, team_id)
    form = AddPersonForm(read=found.version)
    listing = read_listing(
        LookForm(MultiDict({"q": form.q.data or ""}) if form.is_submitted() else request.args)
    )
    words = listing["q"] or ""
    _offer(form, found, words)
    form.q.data = words
    if form.validate_on_submit() and _is_added(form, found):
        flash(_("The team was changed, and what is covered was worked out anew."), "good")
        return see_other("initiatives.team", team_id=found.id)
    return respond(
        "initiatives/teams/add_person.html",
        status=max(form.status, listing.status),
        team=found,
        subject=searches.subject_of(found.search),
        form=form,
        listing=listing,
        words=words,
    )


def _is_added(form: AddPersonForm, found: Team) -> bool:
    """Whether it was done; the form says why not."""
    instead = next((each for each in found.places if each.id == form.instead_of.data), None)
    try:
        editing.add_person(
            g.actor,
            team=found,
            version=form.read.data,
            participant_id=existing(form.person.data),
            instead_of=instead,
        )
    except StaleRecord:
        form.read_anew(found.version)
    except problems.MayNotBeProposed:
        form.person.errors = [_("This person may not be proposed any more.")]
    except problems.InEnoughProposals:
        form.person.errors = [_("This person stands in three open proposals already.")]
    except editing.TeamFull:
        form.person.errors = [_("A team has twelve people at most.")]
    else:
        return True
    return False


@bp.get(PLACE)
@requires(READ)
def why_in_team(team_place_id: UUID) -> Response:
    """Why somebody is in a proposal: what they bring, and what else spoke for it."""
    place = teams.get_place(g.actor, team_place_id, to=READ)
    matrix = matrix_of(place.team)
    name = existing(_names(place.team).get(place.participant_id))
    return respond(
        "initiatives/teams/why.html",
        place=place,
        team=place.team,
        subject=searches.subject_of(place.team.search),
        name=name,
        reasons=reasons_for(matrix, place.participant_id),
        about=about_place(place),
        catalogue=catalogue_for(line.competence_id for line in matrix.lines),
        may_propose=g.actor.may(PROPOSE, place.municipality_id),
    )


@bp.post(f"{PLACE}/removal")
@requires(PROPOSE)
def remove_from_team(team_place_id: UUID) -> Response:
    """One fewer; they can be put in again."""
    place = teams.get_place(g.actor, team_place_id, to_change=True)
    editing.remove_person(g.actor, place=place)
    flash(_("Taken out of the team. You can put them in again."), "good")
    return see_other("initiatives.team", team_id=place.team_id)


@bp.route(f"{HERE}/dropping", methods=["GET", "POST"])
@requires(PROPOSE)
def drop_team(team_id: UUID) -> Response:
    """Go on with it no more, and why."""
    found = teams.get_team(g.actor, team_id, to_change=unit_of_work.writes())
    form = DropForm()
    if form.validate_on_submit():
        dropping.drop_team(g.actor, team=found, reason=form.reason.data, note=form.note.data)
        flash(_("The proposal was dropped. You can take it up again from its page."), "good")
        return see_other("initiatives.team", team_id=found.id)
    return respond(
        "initiatives/teams/drop.html",
        status=form.status,
        team=found,
        subject=searches.subject_of(found.search),
        form=form,
    )


@bp.post(f"{HERE}/return")
@requires(PROPOSE)
def restore_team(team_id: UUID) -> Response:
    """Take it up again, with those who may still be proposed."""
    found = teams.get_team(g.actor, team_id)
    try:
        dropping.restore_team(g.actor, team=found)
    except problems.InEnoughProposals:
        flash(
            _("Somebody of it stands in three other open proposals by now. Drop one of these first."),
            "warning",
        )
    except problems.SubjectOver:
        flash(str(OVER), "warning")
    else:
        flash(_("The proposal is open again. Who may not be proposed any more is not in it."), "good")
    return see_other("initiatives.team", team_id=team_id)


@bp.get(f"{HERE}/matrix.pdf")
@requires(PROPOSE)
def team_matrix_pdf(team_id: UUID) -> Response:
    """The coverage matrix to lie on the table."""
    found = teams.get_team(g.actor, team_id)
    matrix, names = matrix_of(found), _names(found)
    known = catalogue_for(line.competence_id for line in matrix.lines)
    gaps = [line.competence_id for line in matrix.gaps]
    table = Table(
        title=searches.subject_of(found.search).title,
        names=names,
        known=known,
        closers=closers.closers_of(g.actor, found.municipality_id, gaps),
        municipality=get_municipality(found.municipality_id).name,
    )
    sheet = matrix_sheet(found, table)
    noted = partial(audit.record, g.actor, "team.printed", "team", found.id)
    afterwards(partial(noted, municipality_id=found.municipality_id))
    unit_of_work.let_go()
    return pdf(sheet.drawn(), "equipa")


def _names(found: Team) -> dict[UUID, str]:
    """How those are called who may be proposed, or are members by now."""
    shown = people.possible_of(found.municipality_id, {each.participant_id for each in found.places})
    if found.state == TeamState.FORMED:
        shown |= {each.participant_id for each in found.places if each.state == PlaceState.ACCEPTED}
    return dict(people.names_of(g.actor, shown))


def _offer(form: AddPersonForm, found: Team, words: str) -> None:
    if found.state not in OPEN:
        raise Conflict
    offered, brings = candidates.candidates(g.actor, found, words)
    known = catalogue_for(key for keys in brings.values() for key in keys)
    named = {
        who: ", ".join(str(view.name("pt").value) for key in keys if (view := known.competence(key)))
        for who, keys in brings.items()
    }
    names = _names(found)
    present = {each.id: names.get(each.participant_id, "") for each in members_of(found)}
    present |= {
        each.id: names[each.participant_id]
        for each in found.places
        if each.state == "declined" and each.participant_id in names
    }
    form.offer(offered, named, present)
