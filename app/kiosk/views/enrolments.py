"""One's places in series: taken when offered, printed, given up."""

from contextlib import suppress
from uuid import UUID

from flask import Response, g, render_template, request
from flask_babel import lazy_gettext as _l

from app.core import i18n
from app.core.access import kiosk
from app.core.errors import NotFound
from app.core.http import public_address, respond, see_other
from app.core.papers.speaker import Speaker
from app.kiosk.blueprint import bp
from app.kiosk.own_enrolments import OwnEnrolment, get_own_enrolment, list_own_enrolments
from app.kiosk.presence import presence, standing, visit
from app.network.desk import on_paper
from app.skills.codes import picture
from app.workshops.enrolments import reasons
from app.workshops.enrolments.models import EnrolmentState
from app.workshops.enrolments.operations.leaving import RATHER_NOT, cancel_by_person
from app.workshops.enrolments.operations.sign_ups import code_of
from app.workshops.enrolments.operations.waiting import NotOffered, accept
from app.workshops.enrolments.queries.public import PublicWorkshop, get_public
from app.workshops.enrolments.seats import OVER
from app.workshops.enrolments.slips import token_of

KEEP = _l("Show this at the door. With the code you can come back, see your place or give it up.")
KEEP_WAITING = _l("With the code you can come back, see how it stands or give it up.")
WAITING = frozenset({EnrolmentState.WAITLISTED, EnrolmentState.REQUESTED})


@bp.get("/places")
@kiosk
def places() -> Response:
    """The places of this visit; with none, the way to open them."""
    visit()
    found = list_own_enrolments(g.actor, standing())
    if not found:
        return see_other("kiosk.open_code")
    return respond("kiosk/places.html", places=found)


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
    codes = list(dict.fromkeys((visit().language, i18n.MAIN)))
    return render_template(
        "kiosk/place_slip.html",
        languages=[i18n.language(code) for code in codes],
        on_paper=on_paper(presence().desk, Speaker(*codes)),
        **_shown(found),
    )


@bp.post("/places/<uuid:enrolment_id>/acceptance")
@kiosk
def accept_place(enrolment_id: UUID) -> Response:
    found = _place(enrolment_id)
    with suppress(NotOffered):  # the page says where the place stands now
        accept(g.actor, enrolment=found.enrolment)
    return see_other("kiosk.place", enrolment_id=enrolment_id)


@bp.get("/places/<uuid:enrolment_id>/cancellation")
@kiosk
def giving_up(enrolment_id: UUID) -> str:
    """Why, by one tap that is the cancellation as well; nobody has to say."""
    found = _place(enrolment_id)
    spoken = visit().language
    offered = [(key, each.as_said(spoken)) for key, each in reasons.offered("person").items()]
    return render_template("kiosk/giving_up.html", place=found, reasons=offered, rather_not=RATHER_NOT)


@bp.post("/places/<uuid:enrolment_id>/cancellation")
@kiosk
def give_up_place(enrolment_id: UUID) -> Response:
    found = _place(enrolment_id)
    cancel_by_person(g.actor, enrolment=found.enrolment, reason=request.form.get("reason", ""))
    return see_other("kiosk.place", enrolment_id=enrolment_id)


def _place(enrolment_id: UUID) -> OwnEnrolment:
    visit()
    return get_own_enrolment(g.actor, enrolment_id, standing())


def _shown(found: OwnEnrolment) -> dict[str, object]:
    code = code_of(found.enrolment)
    slip = public_address("workshops.slip", slip_token=token_of(found.enrolment.id))
    return {
        "keep": KEEP_WAITING if found.state in WAITING else KEEP,
        "place": found,
        "workshop": _series(found),
        "code": code,
        "pictures": [picture(key) for _, key in code.pictures],
        "slip": slip,
    }


def _series(found: OwnEnrolment) -> PublicWorkshop | None:
    """When and where; None for a series that is not offered to the public any more."""
    try:
        return get_public(g.actor, found.enrolment.workshop_id, language=visit().language)
    except NotFound:
        return None
