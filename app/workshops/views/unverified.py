"""Names left at the kiosk: somebody new, or somebody who is known?"""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import Conflict, NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people.queries import find_participant
from app.people.wording import CANDIDATE_REASONS
from app.workshops import services
from app.workshops.enrolment_words import STATES
from app.workshops.queries import unverified as reads
from app.workshops.views.blueprint import bp


@bp.get("/people-to-confirm")
@requires(Permission.ENROLMENT_WRITE)
def unverified() -> Response:
    page = reads.unverified_page(g.actor, request.args.get("after"))
    theirs = reads.enrolments_by_person([each.id for each in page.items])
    return respond("workshops/unverified.html", page=page, theirs=theirs)


@bp.get("/people-to-confirm/<uuid:unverified_id>")
@requires(Permission.ENROLMENT_WRITE)
def unverified_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id)
    return respond(
        "workshops/unverified_person.html",
        person=person,
        enrolments=reads.enrolments_by_person([person.id])[person.id],
        candidates=reads.candidates_for(g.actor, person),
        reasons=CANDIDATE_REASONS,
        states=STATES,
    )


@bp.post("/people-to-confirm/<uuid:unverified_id>/verification")
@requires(Permission.ENROLMENT_WRITE)
def verify_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id, to_change=True)
    services.is_new_person(g.actor, participant=person)
    flash(_("%(name)s is registered as somebody new.", name=person.name), "good")
    return see_other("workshops.unverified")


@bp.post("/people-to-confirm/<uuid:unverified_id>/identity")
@requires(Permission.ENROLMENT_WRITE)
def recognise_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id, to_change=True)
    try:
        known = find_participant(g.actor, UUID(request.form.get("known_id", "")))
    except ValueError:
        known = None
    if known is None:
        raise NotFound
    try:
        services.is_same_person(g.actor, participant=person, known=known)
    except Conflict:
        flash(_("Please confirm the other name first."), "warning")
    else:
        flash(_("The places are now those of %(name)s.", name=known.name), "good")
    return see_other("workshops.unverified")
