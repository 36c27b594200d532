"""Seats offered to the waiting line: whom to call, what they said, what a person decides."""

from collections.abc import Callable
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.workshops.blueprint import bp
from app.workshops.enrolments.operations import waiting as operations
from app.workshops.enrolments.queries import enrolments as reads
from app.workshops.enrolments.wording import name_of
from app.workshops.planning.queries.series import get_workshop


@bp.get("/waiting-list")
@requires(Permission.ENROLMENT_WRITE)
def waiting_list() -> Response:
    return respond(
        "workshops/enrolments/waiting_list.html",
        rows=reads.list_offers(g.actor),
        now=clock.now(),
        name_of=name_of,
        may_pass_on=operations.may_pass_on,
        may_open=g.actor.may(Permission.CONTACT_READ),
    )


@bp.post("/workshops/<uuid:workshop_id>/offers")
@requires(Permission.ENROLMENT_WRITE)
def offer_seats(workshop_id: UUID) -> Response:
    """Offer what is free to the line: it happens by itself, but a hand may be needed once."""
    workshop = get_workshop(g.actor, workshop_id)
    count = operations.offer_free_seats(g.actor, workshop=workshop)
    flash(_("Places offered: %(count)s.", count=count), "good" if count else "info")
    return see_other("workshops.enrolments", workshop_id=workshop_id)


@bp.post("/enrolments/<uuid:enrolment_id>/attempts")
@requires(Permission.ENROLMENT_WRITE)
def note_try(enrolment_id: UUID) -> Response:
    return _answered(enrolment_id, operations.note_try, _("Noted. The place stays kept."))


@bp.post("/enrolments/<uuid:enrolment_id>/reaching")
@requires(Permission.ENROLMENT_WRITE)
def note_reached(enrolment_id: UUID) -> Response:
    return _answered(enrolment_id, operations.note_reached, _("Noted. The time to answer counts from now."))


@bp.post("/enrolments/<uuid:enrolment_id>/acceptance")
@requires(Permission.ENROLMENT_WRITE)
def accept_offer(enrolment_id: UUID) -> Response:
    return _answered(enrolment_id, operations.accept, _("The person has the place."))


@bp.post("/enrolments/<uuid:enrolment_id>/refusal")
@requires(Permission.ENROLMENT_WRITE)
def refuse_offer(enrolment_id: UUID) -> Response:
    return _answered(enrolment_id, operations.give_up, _("The place goes to the next person."))


@bp.post("/enrolments/<uuid:enrolment_id>/extension")
@requires(Permission.ENROLMENT_WRITE)
def extend_time(enrolment_id: UUID) -> Response:
    return _answered(enrolment_id, operations.extend, _("The person has as much time again."))


@bp.post("/enrolments/<uuid:enrolment_id>/passing-on")
@requires(Permission.ENROLMENT_WRITE)
def pass_on(enrolment_id: UUID) -> Response:
    return _answered(
        enrolment_id,
        operations.pass_on,
        _("The place goes to the next person; this one stays first in line."),
    )


def _answered(enrolment_id: UUID, act: Callable[..., None], said: str) -> Response:
    placed = reads.get_enrolment(g.actor, enrolment_id)
    try:
        act(g.actor, enrolment=placed.enrolment)
    except operations.StillTimeToAnswer:
        flash(_("The place is still kept for this person: nobody called, or their time runs."), "warning")
    except operations.NobodyWaits:
        flash(_("Nobody else is waiting for this place: it stays kept."), "warning")
    except operations.NotOffered:
        flash(_("There is no open offer to this person any more. Please look at the list again."), "warning")
    else:
        flash(said, "good")
    if request.form.get("back") == "enrolment":
        return see_other("workshops.enrolment", enrolment_id=enrolment_id)
    return see_other("workshops.waiting_list")
