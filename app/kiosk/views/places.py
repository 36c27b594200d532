"""One's places in series: opened by the code, taken when offered, printed, given up."""

from contextlib import suppress
from uuid import UUID

from flask import Response, g, render_template, request
from flask_babel import lazy_gettext as _l

from app.core import i18n
from app.core.access import kiosk
from app.core.errors import NotFound, Throttled
from app.core.http import public_address, respond, see_other
from app.kiosk import doors
from app.kiosk.doors import Place, Standing
from app.kiosk.forms import CodeForm
from app.kiosk.views.blueprint import bp
from app.kiosk.views.opened import opened, remember
from app.kiosk.views.presence import presence, visit
from app.kiosk.views.workshops import trouble_with
from app.skills.codes import picture, pictures
from app.skills.services import CodeUnknown
from app.workshops import queries, reasons, services
from app.workshops.models import EnrolmentState
from app.workshops.seats import OVER
from app.workshops.services import NotOffered
from app.workshops.slips import token_of

KEEP = _l("Show this at the door. With the code you can come back, see your place or give it up.")
RATHER_NOT = "by_person"


@bp.get("/places")
@kiosk
def places() -> Response:
    """The places of this visit; with none, the way to open them."""
    visit()
    found = doors.list_places(g.actor, _standing())
    if not found:
        return see_other("kiosk.opening")
    return respond("kiosk/places.html", places=found)


@bp.get("/places/opening")
@kiosk
def opening() -> Response:
    visit()
    return _opening(CodeForm())


@bp.post("/places/opening")
@kiosk
def open_places() -> Response:
    """Whoever opens a place that is offered to them has been reached."""
    visit()
    form = CodeForm()
    if not form.validate():
        return _opening(form, status=422)
    try:
        found = services.open_by_code(g.actor, digits=str(form.digits.data), pictures=form.pictures)
    except (CodeUnknown, Throttled) as trouble:
        status = 429 if isinstance(trouble, Throttled) else 422
        return _opening(form, status=status, trouble=trouble_with(trouble))
    for each in found:
        if each.state == EnrolmentState.OFFERED:
            services.note_reached(g.actor, enrolment=each)
    remember(each.id for each in found)
    if len(found) == 1:
        return see_other("kiosk.place", enrolment_id=found[0].id)
    return see_other("kiosk.places")


@bp.get("/places/<uuid:enrolment_id>")
@kiosk
def place(enrolment_id: UUID) -> str:
    found = _place(enrolment_id)
    return render_template("kiosk/place.html", **_shown(found))


@bp.get("/places/<uuid:enrolment_id>/slip")
@kiosk
def place_slip(enrolment_id: UUID) -> str:
    found = _place(enrolment_id)
    if found.state in OVER:
        raise NotFound
    return render_template(
        "kiosk/place_slip.html",
        where=presence().desk.name,
        keep=KEEP,
        languages=[i18n.language(code) for code in dict.fromkeys((visit().language, i18n.MAIN))],
        **_shown(found),
    )


@bp.post("/places/<uuid:enrolment_id>/acceptance")
@kiosk
def accept_place(enrolment_id: UUID) -> Response:
    found = _place(enrolment_id)
    with suppress(NotOffered):  # the page says where the place stands now
        services.accept(g.actor, enrolment=found.enrolment)
    return see_other("kiosk.place", enrolment_id=enrolment_id)


@bp.get("/places/<uuid:enrolment_id>/cancellation")
@kiosk
def giving_up(enrolment_id: UUID) -> str:
    """Why, by one tap that is the cancellation as well; nobody has to say."""
    found = _place(enrolment_id)
    spoken = visit().language
    offered = [(each.key, each.as_said(spoken)) for each in reasons.offered("person")]
    return render_template("kiosk/giving_up.html", place=found, reasons=offered, rather_not=RATHER_NOT)


@bp.post("/places/<uuid:enrolment_id>/cancellation")
@kiosk
def give_up_place(enrolment_id: UUID) -> Response:
    found = _place(enrolment_id)
    reason = request.form.get("reason", "")
    if reason not in {RATHER_NOT, *(each.key for each in reasons.offered("person"))}:
        raise NotFound
    services.cancel_by_person(g.actor, enrolment=found.enrolment, reason=reason)
    return see_other("kiosk.place", enrolment_id=enrolment_id)


def _standing() -> Standing:
    own = presence().inventory
    return Standing(visit().id, own.id if own else None, opened())


def _place(enrolment_id: UUID) -> Place:
    visit()
    return doors.get_place(g.actor, enrolment_id, _standing())


def _shown(found: Place) -> dict[str, object]:
    code = services.code_of(found.enrolment)
    slip = public_address("workshops.slip", slip_token=token_of(found.enrolment.id))
    return {
        "place": found,
        "workshop": _series(found),
        "code": code,
        "pictures": [picture(key) for _, key in code.pictures],
        "slip": slip,
    }


def _series(found: Place) -> queries.PublicWorkshop | None:
    """When and where; None for a series that is not offered to the public any more."""
    try:
        return queries.get_public(g.actor, found.enrolment.workshop_id, language=visit().language)
    except NotFound:
        return None


def _opening(form: CodeForm, status: int = 200, trouble: str = "") -> Response:
    return respond("kiosk/opening.html", status=status, form=form, trouble=trouble, pictures=pictures())
