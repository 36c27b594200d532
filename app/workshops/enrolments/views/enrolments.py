"""The enrolments of a series, one of them, and what staff do about it."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.records import record
from app.people import queries as people
from app.people.models import ContactPoint
from app.people.operations import contacts as contact_operations
from app.people.wording import CONTACT_KINDS
from app.skills.codes import picture
from app.ui.listing import read_listing
from app.workshops.blueprint import bp
from app.workshops.enrolments import codes
from app.workshops.enrolments.forms.enrolments import EnrolmentFilters, LeavingForm
from app.workshops.enrolments.models import EnrolmentState
from app.workshops.enrolments.operations.enrolments import ClosedForEnrolment, confirm_request
from app.workshops.enrolments.operations.leaving import cancel
from app.workshops.enrolments.operations.returning import EnrolledAgain, come_back
from app.workshops.enrolments.operations.sign_ups import code_of
from app.workshops.enrolments.operations.waiting import may_pass_on
from app.workshops.enrolments.queries import enrolments as reads
from app.workshops.enrolments.queries.enrolments import Placed
from app.workshops.enrolments.reasons import reasons
from app.workshops.enrolments.seats import OVER, position_of
from app.workshops.enrolments.states import ENROLMENT
from app.workshops.enrolments.wording import ORIGINS, name_of
from app.workshops.planning.queries.series import get_workshop


@bp.get("/workshops/<uuid:workshop_id>/enrolments")
@requires(Permission.ENROLMENT_WRITE)
def enrolments(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id)
    listing = read_listing(EnrolmentFilters(request.args))
    state = listing["state"]
    counts = reads.count_enrolments(g.actor, workshop)
    return respond(
        "workshops/enrolments/enrolments.html",
        status=listing.status,
        workshop=workshop,
        listing=listing,
        page=reads.enrolments_page(g.actor, workshop, state, after=listing.after),
        counts=counts,
        unnamed=counts.unseen(state),
        states=ENROLMENT,
        origins=ORIGINS,
        name_of=name_of,
    )


@bp.get("/enrolments/<uuid:enrolment_id>")
@requires(Permission.ENROLMENT_WRITE)
def enrolment(enrolment_id: UUID) -> Response:
    return _page(reads.get_enrolment(g.actor, enrolment_id), LeavingForm())


@bp.post("/enrolments/<uuid:enrolment_id>/contacts/opening")
@requires(Permission.CONTACT_READ)
def open_contacts(enrolment_id: UUID) -> Response:
    """Show the contacts in the answer itself: reloading it is another opening, which is kept as well."""
    placed = reads.get_enrolment(g.actor, enrolment_id)
    points: Sequence[ContactPoint] = ()
    if placed.person is not None:
        person = people.get_known(g.actor, placed.person.id)
        points = contact_operations.open_contacts(g.actor, participant=person)
    else:
        g.actor.demand(Permission.CONTACT_READ, placed.enrolment.municipality_id)
        record(g.actor, "contacts_opened", placed.enrolment)
    return _page(placed, LeavingForm(), opened=points)


@bp.post("/enrolments/<uuid:enrolment_id>/confirmation")
@requires(Permission.ENROLMENT_WRITE)
def confirm_enrolment(enrolment_id: UUID) -> Response:
    placed = reads.get_enrolment(g.actor, enrolment_id)
    try:
        confirm_request(g.actor, enrolment=placed.enrolment)
    except ClosedForEnrolment:
        flash(_("This series takes no enrolments now."), "warning")
    else:
        name, n = name_of(placed), position_of(placed.enrolment)
        if n is None:
            flash(_("%(name)s has a place.", name=name), "good")
        else:
            flash(_("There is no place free: %(name)s is number %(n)s of the line.", name=name, n=n), "info")
    return see_other("workshops.enrolments", workshop_id=placed.enrolment.workshop_id)


@bp.post("/enrolments/<uuid:enrolment_id>/cancellation")
@requires(Permission.ENROLMENT_WRITE)
def cancel_enrolment(enrolment_id: UUID) -> Response:
    placed = reads.get_enrolment(g.actor, enrolment_id)
    form = LeavingForm()
    if not form.validate():
        return _page(placed, form)
    cancel(g.actor, enrolment=placed.enrolment, reason=form.reason.data, note=form.note.data or "")
    flash(_("The place of %(name)s was cancelled.", name=name_of(placed)), "good")
    return see_other("workshops.enrolments", workshop_id=placed.enrolment.workshop_id)


@bp.post("/enrolments/<uuid:enrolment_id>/return")
@requires(Permission.ENROLMENT_WRITE)
def return_to_series(enrolment_id: UUID) -> Response:
    """They left by mistake: of the office, or of their own."""
    placed = reads.get_enrolment(g.actor, enrolment_id)
    enrolment, name = placed.enrolment, name_of(placed)
    try:
        come_back(g.actor, enrolment=enrolment)
    except ClosedForEnrolment:
        flash(_("This series takes no enrolments now."), "warning")
    except EnrolledAgain:
        flash(_("%(name)s signed up again meanwhile: that enrolment counts.", name=name), "info")
    else:
        if enrolment.state == EnrolmentState.CONFIRMED:
            flash(_("%(name)s has a place.", name=name), "good")
        elif n := position_of(enrolment):
            flash(_("There is no place free: %(name)s is number %(n)s of the line.", name=name, n=n), "info")
        else:
            flash(_("%(name)s asked for a place again.", name=name), "good")
    return see_other("workshops.enrolment", enrolment_id=enrolment.id)


def _page(placed: Placed, form: LeavingForm, *, opened: Sequence[ContactPoint] | None = None) -> Response:
    """`opened` are the person's contacts, shown this once."""
    enrolment = placed.enrolment
    is_over = enrolment.state in OVER
    # The code of an anonymous list opens all of it, and is its person's alone.
    has_code = not is_over and enrolment.inventory_id is None and not codes.is_over(enrolment.workshop)
    code = code_of(enrolment) if has_code else None
    spoken = i18n.current().code
    return respond(
        "workshops/enrolments/enrolment.html",
        status=form.status,
        placed=placed,
        enrolment=enrolment,
        name=name_of(placed),
        form=form,
        opened=opened,
        is_over=is_over,
        may_come_back=is_over and enrolment.workshop.takes_enrolments,
        code=code,
        pictures=[picture(key).name(spoken) for _point, key in code.pictures] if code else [],
        transitions=reads.list_transitions(g.actor, enrolment),
        reason_name=lambda key: reasons().name(key, spoken),
        states=ENROLMENT,
        origins=ORIGINS,
        kinds=CONTACT_KINDS,
        may_pass_on=may_pass_on(enrolment),
        may_open=g.actor.may(Permission.CONTACT_READ, enrolment.municipality_id),
    )
