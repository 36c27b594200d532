"""What is on: the series anybody may come to, and signing up for one."""

from typing import Any
from uuid import UUID

from flask import Response, g, render_template, request

from app.core import i18n
from app.core.access import kiosk
from app.core.errors import NotFound, Throttled
from app.core.http import public_address, respond, see_other
from app.kiosk import doors
from app.kiosk.blueprint import bp
from app.kiosk.forms import NameForm, PlaceForm, SignUpCodeForm
from app.kiosk.operations.visits import trying_a_code
from app.kiosk.own_enrolments import demand_unseen
from app.kiosk.presence import NoList, inventory, keep, presence, standing, today, visit
from app.kiosk.wording import trouble_with
from app.people.retention import idle_months
from app.skills.codes import pictures
from app.skills.operations.claims import CodeExpired, CodeUnknown
from app.workshops.enrolments.models import Enrolment
from app.workshops.enrolments.operations import sign_ups as operations
from app.workshops.enrolments.operations.enrolments import ClosedForEnrolment, Wishes
from app.workshops.enrolments.queries.public import get_public, list_public
from app.workshops.planning.models.series import Workshop

FEW = 6
WAYS: dict[str, type[PlaceForm]] = {"list": PlaceForm, "name": NameForm, "code": SignUpCodeForm}
SIGNING_UP = '/workshops/<uuid:workshop_id>/enrolment/<any("list","name","code"):way>'


@bp.get("/workshops")
@kiosk
def workshops() -> str:
    """The next first; a few, until somebody wants to see all."""
    found = list_public(g.actor, language=visit().language, today=today())
    shown = found if "all" in request.args else found[:FEW]
    return render_template("kiosk/workshops.html", workshops=shown, more=len(found) - len(shown))


@bp.get("/workshops/<uuid:workshop_id>")
@kiosk
def workshop(workshop_id: UUID) -> str:
    spoken = visit().language
    found = get_public(g.actor, workshop_id, language=spoken)
    main = found if spoken == i18n.MAIN else get_public(g.actor, workshop_id, language=i18n.MAIN)
    address = public_address("carried.workshop", workshop_id=workshop_id, language=spoken)
    return render_template(
        "kiosk/workshop.html", workshop=found, main=main, address=address, has_list=_has_list()
    )


@bp.route(SIGNING_UP, methods=["GET", "POST"])
@kiosk
def sign_up(workshop_id: UUID, way: str) -> Response:
    form = _form(way)
    if not form.validate_on_submit():
        return _page(workshop_id, way, form, form.status)
    found = doors.get_open_workshop(g.actor, workshop_id)
    demand_unseen(form.new_id, standing())
    try:
        enrolment = _signed_up(form, found)
    except ClosedForEnrolment:
        return see_other("kiosk.workshop", workshop_id=workshop_id)
    except (CodeUnknown, CodeExpired, Throttled) as trouble:
        status = 429 if isinstance(trouble, Throttled) else 422
        return _page(workshop_id, way, form, status, trouble_with(trouble))
    keep([enrolment.id])
    return see_other("kiosk.place", enrolment_id=enrolment.id)


def _form(way: str) -> PlaceForm:
    if way == "list" and not _has_list():
        raise NoList
    visit()
    return WAYS[way]()


def _signed_up(form: PlaceForm, workshop: Workshop) -> Enrolment:
    asked: dict[str, Any] = {"enrolment_id": form.new_id, "workshop": workshop, "wishes": _wishes(form)}
    if isinstance(form, NameForm):
        name, contact = str(form.name.data), str(form.contact.data or "")
        return operations.sign_up_by_name(g.actor, name=name, contact=contact, **asked)
    if isinstance(form, SignUpCodeForm):
        digits = str(form.digits.data)
        with trying_a_code(visit()):
            return operations.sign_up_with_code(g.actor, digits=digits, pictures=form.pictures, **asked)
    return operations.sign_up_with_list(g.actor, inventory=inventory(), **asked)


def _page(workshop_id: UUID, way: str, form: PlaceForm, status: int, trouble: str = "") -> Response:
    found = get_public(g.actor, workshop_id, language=visit().language)
    if not found.sessions:
        raise NotFound
    if found.has_begun or not found.enrols:
        return see_other("kiosk.workshop", workshop_id=workshop_id)
    return respond(
        "kiosk/sign_up.html",
        status=status,
        way=way,
        form=form,
        workshop=found,
        trouble=trouble,
        pictures=pictures(),
        has_list=_has_list(),
        idle_months=idle_months(),
    )


def _has_list() -> bool:
    found = presence().inventory
    return found is not None and found.may_change


def _wishes(form: PlaceForm) -> Wishes:
    return Wishes(
        language=visit().language,
        needs_transport=bool(form.needs_transport.data),
        needs_childcare=bool(form.needs_childcare.data),
        tell_name=str(form.tell_name.data or ""),
        tell_contact=str(form.tell_contact.data or ""),
    )
