"""Enrolling one person from their page: the series one can still come to, what fits them first."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.forms import Form
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people.models import Participant
from app.people.queries import get_participant
from app.skills.fit import Speaks
from app.skills.permissions import readable_in
from app.skills.queries.catalogue import catalogue_for
from app.skills.queries.inventories import entries_of
from app.workshops.blueprint import bp
from app.workshops.enrolments.operations.enrolments import ClosedForEnrolment, Wishes, enrol
from app.workshops.enrolments.queries.offered import Offered, list_offered
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.planning.queries.series import get_workshop

BECAUSE = 2
"""So many competences are named of those because of which a series fits."""


@bp.route("/participants/<uuid:participant_id>/enrolments/new", methods=["GET", "POST"])
@requires(Permission.ENROLMENT_WRITE)
def enrol_person(participant_id: UUID) -> Response:
    """One button a series: a seat where one is free, else a place in the line."""
    person, form = get_participant(g.actor, participant_id, Permission.ENROLMENT_WRITE), Form()
    if form.validate_on_submit():
        return _enrolled(person, form)
    offered = _offered(person)
    return respond(
        "workshops/enrolments/of_person.html",
        status=form.status,
        person=person,
        offered=offered,
        states=ENROLMENT,
        catalogue=catalogue_for(key for each in offered if each.fit for key in each.fit.because[:BECAUSE]),
        most=BECAUSE,
    )


def _offered(person: Participant) -> list[Offered]:
    """Whoever may not read lists sees the same series, by their days."""
    speaks = None
    if person.municipality_id in readable_in(g.actor):
        speaks = Speaks(entries_of(g.actor, person.id))
    return list_offered(g.actor, person, speaks, clock.today(get_zone(person.municipality_id)))


def _enrolled(person: Participant, form: Form) -> Response:
    workshop = get_workshop(g.actor, sent_id("workshop_id"))
    try:
        enrolment = enrol(
            g.actor,
            enrolment_id=form.new_id,
            workshop=workshop,
            whose=person,
            origin="desk",
            wishes=Wishes(person.language),
        )
    except ClosedForEnrolment:
        flash(_("This series takes no enrolments now."), "warning")
        return see_other("workshops.enrol_person", participant_id=person.id)
    flash(_("%(series)s: %(state)s.", series=workshop.title, state=ENROLMENT.name(enrolment.state)), "good")
    return see_other("office.participant", participant_id=person.id)
