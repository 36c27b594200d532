"""One circle: who teaches what to whom, what each says, where it meets, its cards, its atelier."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import audit, machine, unit_of_work
from app.core.access import requires
from app.core.db import db
from app.core.downloads import pdf
from app.core.errors import Conflict, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import afterwards, writes
from app.initiatives.blueprint import bp
from app.initiatives.circles import operations as problems
from app.initiatives.circles import paper
from app.initiatives.circles.forms import AtelierForm, DropForm, WhenForm
from app.initiatives.circles.models import Circle, CircleState
from app.initiatives.circles.operations import changing, dropping, meeting
from app.initiatives.circles.queries import circles as queries
from app.initiatives.circles.queries.shown import languages_of, shown
from app.initiatives.circles.states import BY_ITSELF, DROP_REASONS, OPEN
from app.network.queries import get_municipality
from app.ui.conflict import show_both
from app.workshops.planning.models.place import Place
from app.workshops.planning.queries.hosts import hosts_for
from app.workshops.planning.queries.places import list_places

PROPOSE, READ = Permission.TEAM_PROPOSE, Permission.INITIATIVE_READ
HERE, PLACE = "/circles/<uuid:circle_id>", "/circle-places/<uuid:circle_place_id>"


@bp.get(HERE)
@requires(READ)
def circle(circle_id: UUID) -> Response:
    """Around the circle: who teaches what to whom, and what each says."""
    found = queries.get_circle(g.actor, circle_id, to=READ)
    may_propose = g.actor.may(PROPOSE, found.municipality_id)
    return respond(
        "initiatives/circles/circle.html",
        circle=found,
        shown=shown(g.actor, [found]),
        where=where_of(found),
        left=[each for each in found.places if each.left],
        is_open=found.state in OPEN,
        may_propose=may_propose,
        last=machine.last_transition(found),
        drop_reasons={**DROP_REASONS, **BY_ITSELF},
    )


@bp.post(f"{PLACE}/answer")
@requires(PROPOSE)
def answer_circle(circle_place_id: UUID) -> Response:
    """What somebody says to it, noted by whoever heard it; or that they have not said it."""
    place = queries.get_place(g.actor, circle_place_id)
    try:
        changing.note_answer(g.actor, place=place, answer=request.form.get("answer", "-"))
    except problems.NotOpen:
        flash(_not_open(), "warning")
    else:
        flash(_("The answer is noted."), "good")
    return see_other("initiatives.circle", circle_id=place.circle_id)


@bp.post(f"{PLACE}/removal")
@requires(PROPOSE)
def leave_circle(circle_place_id: UUID) -> Response:
    """One fewer, where the others still make a circle."""
    place = queries.get_place(g.actor, circle_place_id)
    try:
        changing.remove_person(g.actor, place=place)
    except problems.NotOpen:
        flash(_not_open(), "warning")
    except problems.NoCircle:
        flash(
            _(
                "Without this person it is no circle any more. Nothing was changed; you can drop the circle"
                " and look again."
            ),
            "warning",
        )
    else:
        flash(_("Taken out, and the circle closed up. Who has a new neighbour is asked again."), "good")
    return see_other("initiatives.circle", circle_id=place.circle_id)


@bp.post(f"{PLACE}/return")
@requires(PROPOSE)
def return_to_circle(circle_place_id: UUID) -> Response:
    """Somebody who was taken out is in it after all."""
    place = queries.get_place(g.actor, circle_place_id)
    try:
        changing.put_back(g.actor, place=place)
    except problems.NotOpen:
        flash(_not_open(), "warning")
    except problems.MayNotBeProposed:
        flash(_("This person may not be proposed any more."), "warning")
    except problems.InAnother:
        flash(_("This person stands in another circle by now."), "warning")
    except problems.NoCircle:
        flash(_("With this person it is no circle any more. Nothing was changed."), "warning")
    else:
        flash(_("They are in the circle again."), "good")
    return see_other("initiatives.circle", circle_id=place.circle_id)


@bp.route(f"{HERE}/dropping", methods=["GET", "POST"])
@requires(PROPOSE)
def drop_circle(circle_id: UUID) -> Response:
    """Go on with it no more, and why."""
    found = queries.get_circle(g.actor, circle_id, to_change=writes())
    form = DropForm()
    if form.validate_on_submit():
        dropping.drop_circle(g.actor, circle=found, reason=form.reason.data, note=form.note.data)
        flash(_("The circle was dropped. You can take it up again from its page."), "good")
        return see_other("initiatives.circle", circle_id=found.id)
    return respond("initiatives/circles/drop.html", status=form.status, circle=found, form=form)


@bp.post(f"{HERE}/return")
@requires(PROPOSE)
def restore_circle(circle_id: UUID) -> Response:
    """Take it up again, with those who may still be proposed."""
    found = queries.get_circle(g.actor, circle_id, to_change=True)
    try:
        dropping.restore_circle(g.actor, circle=found)
    except problems.InAnother:
        flash(_("Somebody of it stands in another circle by now. Drop that one first."), "warning")
    except problems.NoCircle:
        flash(
            _("Those who may still be proposed make no circle any more. Look for circles again."), "warning"
        )
    else:
        flash(_("The circle is open again. Who may not be proposed any more is not in it."), "good")
    return see_other("initiatives.circle", circle_id=circle_id)


@bp.route(f"{HERE}/meeting", methods=["GET", "POST"])
@requires(PROPOSE)
def say_when(circle_id: UUID) -> Response:
    """Where and on which day they meet."""
    found = queries.get_circle(g.actor, circle_id)
    if found.state not in OPEN:
        raise Conflict
    form = _when_form(found)
    if form.validate_on_submit():
        try:
            changing.say_when(g.actor, circle=found, version=form.version.data, when=form.when)
        except StaleRecord:
            show_both(form, _when_form(found))
        else:
            flash(_("Where and when they meet is kept."), "good")
            return see_other("initiatives.circle", circle_id=found.id)
    return respond("initiatives/circles/when.html", status=form.status, circle=found, form=form)


@bp.get(f"{HERE}/cards.pdf")
@requires(PROPOSE)
def circle_cards(circle_id: UUID) -> Response:
    """One card for each person."""
    found = queries.get_circle(g.actor, circle_id)
    told = shown(g.actor, [found])
    sheet = paper.cards(
        found,
        told,
        languages_of(g.actor, told.names),
        where=where_of(found),
        municipality=get_municipality(found.municipality_id),
    )
    noted = partial(audit.record, g.actor, "learning_circle.printed", "learning_circle", found.id)
    afterwards(partial(noted, municipality_id=found.municipality_id))
    unit_of_work.let_go()
    return pdf(sheet.drawn(), "circulo-de-saberes")


@bp.route(f"{HERE}/atelier", methods=["GET", "POST"])
@requires(PROPOSE)
def circle_atelier(circle_id: UUID) -> Response:
    """What a learning atelier takes; then its people are signed up to it."""
    found = queries.get_circle(g.actor, circle_id)
    form = AtelierForm(read=found.version, on=found.on, title=_title(found))
    form.offer(hosts_for(g.actor, found.municipality_id))
    if found.state != CircleState.AGREED and not form.is_submitted():
        raise Conflict
    if form.validate_on_submit() and _is_atelier(form, found):
        flash(_("It is a learning atelier now, and its people are signed up."), "good")
        return see_other("workshops.show", workshop_id=found.workshop_id)
    return respond(
        "initiatives/circles/atelier.html",
        status=form.status,
        circle=found,
        where=where_of(found),
        form=form,
    )


def _is_atelier(form: AtelierForm, found: Circle) -> bool:
    """Whether it was done; the form says why not."""
    try:
        meeting.become_atelier(
            g.actor, circle=found, version=form.read.data, workshop_id=form.new_id, terms=form.terms
        )
    except StaleRecord:
        form.read_anew(found.version)
    except meeting.NoPlace:
        form.title.errors = [_("It is not said yet where they meet. Say that first.")]
    except problems.MayNotBeProposed:
        form.title.errors = [_("Somebody of it may not be proposed any more.")]
    else:
        return True
    return False


@bp.post(f"{HERE}/atelier/withdrawal")
@requires(PROPOSE)
def withdraw_atelier(circle_id: UUID) -> Response:
    """It became one by mistake."""
    found = queries.get_circle(g.actor, circle_id, to_change=True)
    try:
        meeting.take_back_atelier(g.actor, circle=found)
    except problems.NotOpen:
        flash(_("This circle does not meet: nothing was changed."), "warning")
    except meeting.HasBegun:
        flash(_("The atelier has begun, so it stays one. It can be cancelled on its own page."), "warning")
    except problems.InAnother:
        flash(_("Somebody of it stands in another circle by now. Drop that one first."), "warning")
    else:
        flash(_("The atelier was cancelled, and the circle is open again."), "good")
    return see_other("initiatives.circle", circle_id=circle_id)


def where_of(found: Circle) -> str:
    """The name of the place where they meet, or what was written."""
    known = db.session.get(Place, found.place_id) if found.place_id else None
    return known.name if known else found.place_name


def _when_form(found: Circle) -> WhenForm:
    form = WhenForm(
        data={
            "on": found.on,
            "place_id": found.place_id,
            "place_name": found.place_name,
            "version": found.version,
        }
    )
    form.offer(list_places(found.municipality_id, kept=found.place_id))
    return form


def _title(found: Circle) -> str:
    known = shown(g.actor, [found]).catalogue
    taught = dict.fromkeys(each.competence_id for each in found.members)
    names = [view.name("pt").value for key in taught if (view := known.competence(key))]
    return _("Circle of knowledge: %(what)s", what=", ".join(names))[:120]


def _not_open() -> str:
    return _("The circle is dropped, or meets by now: nothing was changed.")
