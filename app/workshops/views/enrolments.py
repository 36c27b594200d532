"""The places of a series, one place, and what staff do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import audit, i18n
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people import queries as people
from app.people import services as people_services
from app.people.models import ContactPoint
from app.people.wording import CONTACT_KINDS
from app.skills.codes import picture
from app.workshops import queries, services
from app.workshops.enrolment_words import MADE_AT, STATES, TONES, name_of
from app.workshops.forms.enrolments import LeavingForm, StateForm
from app.workshops.queries import enrolments as reads
from app.workshops.queries.enrolments import Placed
from app.workshops.reasons import reason_name
from app.workshops.seats import OVER, position_of
from app.workshops.views.blueprint import bp


@dataclass(frozen=True, slots=True)
class Opened:
    """The contacts of a person as they are shown once: the person's own, and who else can be told."""

    points: Sequence[ContactPoint]
    tell_name: str
    tell_contact: str


@bp.get("/workshops/<uuid:workshop_id>/enrolments")
@requires(Permission.ENROLMENT_WRITE)
def enrolments(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    form = StateForm(request.args, meta={"csrf": False})
    form.offer()
    state = form.state.data if form.validate() else ""
    counts = reads.count_enrolments(g.actor, workshop)
    rows = reads.list_enrolments(g.actor, workshop, state or "")
    named = counts.by_state.get(state, 0) if state else counts.open
    return respond(
        "workshops/enrolments.html",
        workshop=workshop,
        form=form,
        rows=rows,
        counts=counts,
        unnamed=max(0, named - len(rows)),
        states=STATES,
        tones=TONES,
        made_at=MADE_AT,
        name_of=name_of,
    )


@bp.get("/enrolments/<uuid:enrolment_id>")
@requires(Permission.ENROLMENT_WRITE)
def enrolment(enrolment_id: UUID) -> Response:
    return _page(reads.get_enrolment(g.actor, enrolment_id), _leaving_form())


@bp.post("/enrolments/<uuid:enrolment_id>/contacts/opening")
@requires(Permission.CONTACT_READ)
def open_contacts(enrolment_id: UUID) -> Response:
    """Show the contacts in the answer itself: reloading it is another opening, and another entry."""
    placed = reads.get_enrolment(g.actor, enrolment_id)
    points: Sequence[ContactPoint] = ()
    if placed.person is not None:
        person = people.get_participant(g.actor, placed.person.id)
        points = people_services.open_contacts(g.actor, participant=person)
    else:
        where = placed.enrolment.municipality_id
        g.actor.demand(Permission.CONTACT_READ, where)
        audit.record(
            g.actor, "enrolment.contacts_opened", "enrolment", placed.enrolment.id, municipality_id=where
        )
    opened = Opened(points, placed.enrolment.tell_name, placed.enrolment.tell_contact)
    return _page(placed, _leaving_form(), opened=opened)


@bp.post("/enrolments/<uuid:enrolment_id>/confirmation")
@requires(Permission.ENROLMENT_WRITE)
def confirm_enrolment(enrolment_id: UUID) -> Response:
    placed = reads.get_enrolment(g.actor, enrolment_id)
    try:
        services.confirm_request(g.actor, enrolment=placed.enrolment)
    except services.ClosedForEnrolment:
        flash(_("This series takes no enrolments now."), "warning")
        return see_other("workshops.enrolments", workshop_id=placed.enrolment.workshop_id)
    position = position_of(placed.enrolment)
    if position is None:
        flash(_("%(name)s has a place.", name=name_of(placed)), "good")
    else:
        flash(
            _(
                "There is no place free: %(name)s is number %(n)s of the line.",
                name=name_of(placed),
                n=position,
            ),
            "info",
        )
    return see_other("workshops.enrolments", workshop_id=placed.enrolment.workshop_id)


@bp.post("/enrolments/<uuid:enrolment_id>/cancellation")
@requires(Permission.ENROLMENT_WRITE)
def cancel_enrolment(enrolment_id: UUID) -> Response:
    placed = reads.get_enrolment(g.actor, enrolment_id)
    form = _leaving_form()
    if not form.validate():
        return _page(placed, form, status=422)
    services.cancel(g.actor, enrolment=placed.enrolment, reason=form.reason.data, note=form.note.data or "")
    flash(_("The place of %(name)s was cancelled.", name=name_of(placed)), "good")
    return see_other("workshops.enrolments", workshop_id=placed.enrolment.workshop_id)


def _leaving_form() -> LeavingForm:
    form = LeavingForm()
    form.offer()
    return form


def _page(placed: Placed, form: LeavingForm, *, status: int = 200, opened: Opened | None = None) -> Response:
    enrolment = placed.enrolment
    is_over = enrolment.state in OVER
    # The code of an anonymous list opens all of it, and is its person's alone.
    code = None if is_over or enrolment.inventory_id else services.code_of(enrolment)
    spoken = i18n.current().code
    return respond(
        "workshops/enrolment.html",
        status=status,
        placed=placed,
        enrolment=enrolment,
        name=name_of(placed),
        position=position_of(enrolment),
        form=form,
        opened=opened,
        is_over=is_over,
        code=code,
        pictures=[picture(key).name(spoken) for _point, key in code.pictures] if code else [],
        transitions=reads.list_transitions(g.actor, enrolment),
        reason_name=lambda key: reason_name(key, spoken),
        states=STATES,
        tones=TONES,
        made_at=MADE_AT,
        kinds=CONTACT_KINDS,
        may_pass_on=services.may_pass_on(enrolment),
        may_open=g.actor.may(Permission.CONTACT_READ, enrolment.municipality_id),
    )
