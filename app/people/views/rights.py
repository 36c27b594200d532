"""A person's right to be left alone, and the duties to keep: what holds now, and deciding it."""

from datetime import date
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core import clock
from app.core.access import requires
from app.core.errors import existing
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people import queries
from app.people.blueprint import bp
from app.people.models import Participant
from app.people.operations import rights as operations
from app.people.rights import words
from app.people.rights.queries import has_left, list_holds, notice_of, restriction_of
from app.people.rights.rest import UseRestricted
from app.people.rights_form import HoldForm, RestrictionForm

MINE = Permission.PARTICIPANT_RIGHTS


@bp.app_errorhandler(UseRestricted)
def say_restricted(error: UseRestricted) -> Response:
    """Nothing was written: whose data rests is only looked at."""
    return respond("people/rights/at_rest.html", status=error.status, participant_id=error.participant_id)


@bp.get("/participants/<uuid:participant_id>/rights")
@requires(Permission.PARTICIPANT_RIGHTS)
def rights(participant_id: UUID) -> Response:
    person = queries.get_participant(g.actor, participant_id, MINE, at_rest=True)
    holds, restriction, notice = list_holds(person.id), restriction_of(person.id), notice_of(person.id)
    staff = [each.created_by for each in (*holds, restriction, notice) if each]
    return respond(
        "people/rights/show.html",
        person=person,
        today=today_of(person),
        holds=holds,
        restriction=restriction,
        notice=notice,
        has_left=notice is None or has_left(notice),
        names=staff_names(each for each in staff if each),
        words=words,
    )


@bp.route("/participants/<uuid:participant_id>/restriction", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_RIGHTS)
def restrict(participant_id: UUID) -> Response:
    person, form = queries.get_participant(g.actor, participant_id, MINE, at_rest=True), RestrictionForm()
    if form.validate_on_submit():
        operations.restrict(g.actor, participant=person, **form.values)
        flash(_("From now on this person's data is kept and not used."), "good")
        return see_other("people.rights", participant_id=person.id)
    return respond("people/rights/restrict.html", status=form.status, person=person, form=form)


@bp.post("/participants/<uuid:participant_id>/restriction/end")
@requires(Permission.PARTICIPANT_RIGHTS)
def end_restriction(participant_id: UUID) -> Response:
    person = queries.get_participant(g.actor, participant_id, MINE, at_rest=True)
    operations.end_restriction(g.actor, participant=person)
    flash(_("The data may be used again."), "good")
    return see_other("people.rights", participant_id=person.id)


@bp.route("/participants/<uuid:participant_id>/holds", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_RIGHTS)
def hold(participant_id: UUID) -> Response:
    person, form = queries.get_participant(g.actor, participant_id, MINE, at_rest=True), HoldForm()
    form.today = today_of(person)
    if form.validate_on_submit():
        operations.hold(g.actor, hold_id=form.new_id, participant=person, **form.values)
        flash(_("The data is kept until that day, whatever else is asked."), "good")
        return see_other("people.rights", participant_id=person.id)
    return respond("people/rights/hold.html", status=form.status, person=person, form=form)


@bp.post("/participants/<uuid:participant_id>/holds/<uuid:hold_id>/lifting")
@requires(Permission.PARTICIPANT_RIGHTS)
def lift_hold(participant_id: UUID, hold_id: UUID) -> Response:
    person = queries.get_participant(g.actor, participant_id, MINE, at_rest=True)
    held = {each.id: each for each in list_holds(person.id)}
    operations.lift(g.actor, participant=person, row=existing(held.get(hold_id)))
    flash(_("The duty to keep is over."), "good")
    return see_other("people.rights", participant_id=person.id)


def today_of(person: Participant) -> date:
    """The day that it is where the person is known."""
    return clock.today(get_zone(person.municipality_id))
