"""What is on: the series anybody may come to, and signing up for one."""

from uuid import UUID

from flask import Response, g, render_template, request
from flask_babel import gettext as _

from app.core import i18n
from app.core.access import kiosk
from app.core.errors import NotFound, Throttled
from app.core.http import public_address, respond, see_other
from app.kiosk import doors
from app.kiosk.forms import ListForm, NameForm, PlaceForm, SignUpCodeForm
from app.kiosk.views.blueprint import bp
from app.kiosk.views.opened import remember
from app.kiosk.views.presence import NoList, inventory, presence, today, visit
from app.skills.codes import pictures
from app.skills.models import InventoryState
from app.skills.services import CodeExpired, CodeUnknown
from app.workshops import queries, services
from app.workshops.models import Enrolment
from app.workshops.services import ClosedForEnrolment, Wishes

FEW = 6
KEPT = frozenset({InventoryState.DRAFT, InventoryState.SAVED})


@bp.get("/workshops")
@kiosk
def workshops() -> str:
    """The next first; a few, until somebody wants to see all."""
    found = queries.list_public(g.actor, language=visit().language, today=today())
    shown = found if "all" in request.args else found[:FEW]
    return render_template("kiosk/workshops.html", workshops=shown, more=len(found) - len(shown))


@bp.get("/workshops/<uuid:workshop_id>")
@kiosk
def workshop(workshop_id: UUID) -> str:
    spoken = visit().language
    found = queries.get_public(g.actor, workshop_id, language=spoken)
    main = found if spoken == i18n.MAIN else queries.get_public(g.actor, workshop_id, language=i18n.MAIN)
    address = public_address("carried.workshop", workshop_id=workshop_id, language=spoken)
    return render_template(
        "kiosk/workshop.html", workshop=found, main=main, address=address, has_list=_has_list()
    )


@bp.get("/workshops/<uuid:workshop_id>/enrolment/list")
@kiosk
def with_list(workshop_id: UUID) -> Response:
    if not _has_list():
        raise NoList
    return _page("kiosk/with_list.html", workshop_id, ListForm())


@bp.post("/workshops/<uuid:workshop_id>/enrolment/list")
@kiosk
def sign_up_with_list(workshop_id: UUID) -> Response:
    if not _has_list():
        raise NoList
    form, found = ListForm(), doors.get_open_workshop(g.actor, workshop_id)
    if not form.validate():
        return _page("kiosk/with_list.html", workshop_id, form, status=422)
    try:
        enrolment = services.sign_up_with_list(
            g.actor, enrolment_id=form.new_id, workshop=found, inventory=inventory(), wishes=_wishes(form)
        )
    except ClosedForEnrolment:
        return see_other("kiosk.workshop", workshop_id=workshop_id)
    return _to(enrolment)


@bp.get("/workshops/<uuid:workshop_id>/enrolment/name")
@kiosk
def by_name(workshop_id: UUID) -> Response:
    visit()
    return _page("kiosk/by_name.html", workshop_id, NameForm())


@bp.post("/workshops/<uuid:workshop_id>/enrolment/name")
@kiosk
def sign_up_by_name(workshop_id: UUID) -> Response:
    visit()
    form, found = NameForm(), doors.get_open_workshop(g.actor, workshop_id)
    if not form.validate():
        return _page("kiosk/by_name.html", workshop_id, form, status=422)
    try:
        enrolment = services.sign_up_by_name(
            g.actor,
            enrolment_id=form.new_id,
            workshop=found,
            name=str(form.name.data),
            contact=str(form.contact.data or ""),
            wishes=_wishes(form),
        )
    except ClosedForEnrolment:
        return see_other("kiosk.workshop", workshop_id=workshop_id)
    return _to(enrolment)


@bp.get("/workshops/<uuid:workshop_id>/enrolment/code")
@kiosk
def by_code(workshop_id: UUID) -> Response:
    visit()
    return _page("kiosk/by_code.html", workshop_id, SignUpCodeForm())


@bp.post("/workshops/<uuid:workshop_id>/enrolment/code")
@kiosk
def sign_up_by_code(workshop_id: UUID) -> Response:
    visit()
    form, found = SignUpCodeForm(), doors.get_open_workshop(g.actor, workshop_id)
    if not form.validate():
        return _page("kiosk/by_code.html", workshop_id, form, status=422)
    try:
        enrolment = services.sign_up_with_code(
            g.actor,
            enrolment_id=form.new_id,
            workshop=found,
            digits=str(form.digits.data),
            pictures=form.pictures,
            wishes=_wishes(form),
        )
    except ClosedForEnrolment:
        return see_other("kiosk.workshop", workshop_id=workshop_id)
    except (CodeUnknown, CodeExpired, Throttled) as trouble:
        status = 429 if isinstance(trouble, Throttled) else 422
        return _page("kiosk/by_code.html", workshop_id, form, status=status, trouble=trouble_with(trouble))
    return _to(enrolment)


def trouble_with(error: Exception) -> str:
    """What to say of a code that opens nothing: never whether somebody is known."""
    match error:
        case Throttled():
            return _("There were too many tries here. Please call a person: they can help you.")
        case CodeExpired():
            return _("This code is no longer valid. Please call a person: they can help you.")
        case _:
            return _("This code opens nothing here. Please compare the numbers and the pictures.")


def _page(
    template: str, workshop_id: UUID, form: PlaceForm, status: int = 200, trouble: str = ""
) -> Response:
    found = queries.get_public(g.actor, workshop_id, language=visit().language)
    if not found.sessions:
        raise NotFound
    return respond(
        template,
        status=status,
        form=form,
        workshop=found,
        trouble=trouble,
        pictures=pictures(),
        has_list=_has_list(),
    )


def _has_list() -> bool:
    found = presence().inventory
    return found is not None and found.state in KEPT


def _wishes(form: PlaceForm) -> Wishes:
    return Wishes(
        language=visit().language,
        needs_transport=bool(form.needs_transport.data),
        needs_childcare=bool(form.needs_childcare.data),
        tell_name=str(form.tell_name.data or ""),
        tell_contact=str(form.tell_contact.data or ""),
    )


def _to(enrolment: Enrolment) -> Response:
    remember([enrolment.id])
    return see_other("kiosk.place", enrolment_id=enrolment.id)
