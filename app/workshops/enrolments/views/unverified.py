"""Names left at the kiosk: somebody new, or somebody who is known?"""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import Conflict
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.people.queries import get_known
from app.people.wording import CANDIDATE_REASONS
from app.workshops.blueprint import bp
from app.workshops.enrolments.operations.unverified import confirm_as_new, recognise
from app.workshops.enrolments.queries import unverified as reads
from app.workshops.enrolments.states import ENROLMENT


@bp.get("/people-to-confirm")
@requires(Permission.ENROLMENT_WRITE)
def unverified() -> Response:
    page = reads.unverified_page(g.actor, request.args.get("after"))
    theirs = reads.enrolments_by_person([each.id for each in page.items])
    return respond("workshops/enrolments/unverified.html", page=page, theirs=theirs)


@bp.get("/people-to-confirm/<uuid:unverified_id>")
@requires(Permission.ENROLMENT_WRITE)
def unverified_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id)
    return respond(
        "workshops/enrolments/unverified_person.html",
        person=person,
        enrolments=reads.enrolments_by_person([person.id])[person.id],
        candidates=reads.candidates_for(g.actor, person),
        reasons=CANDIDATE_REASONS,
        states=ENROLMENT,
    )


@bp.post("/people-to-confirm/<uuid:unverified_id>/verification")
@requires(Permission.ENROLMENT_WRITE)
def verify_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id, to_change=True)
    confirm_as_new(g.actor, participant=person)
    flash(_("%(name)s is registered as somebody new.", name=person.name), "good")
    return see_other("workshops.unverified")


@bp.post("/people-to-confirm/<uuid:unverified_id>/identity")
@requires(Permission.ENROLMENT_WRITE)
def recognise_person(unverified_id: UUID) -> Response:
    person = reads.get_unverified(g.actor, unverified_id, to_change=True)
    known = get_known(g.actor, sent_id("known_id"))
    try:
        recognise(g.actor, participant=person, known=known)
    except Conflict:
        flash(_("Please confirm the other name first."), "warning")
    else:
        flash(_("The places are now those of %(name)s.", name=known.name), "good")
    return see_other("workshops.unverified")
