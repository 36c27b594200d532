"""The list of services, one service, a new one, a change."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from wtforms import SelectChoice

from app.accounts.queries import staff_names
from app.core import i18n
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.machine import last_transition
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.directory.blueprint import bp
from app.directory.index.forms import named, offer_protocols, stored
from app.directory.index.freshness import is_due_soon, is_fresh
from app.directory.index.permissions import demand_edit, may_edit
from app.directory.services.forms.listing import asked_services
from app.directory.services.forms.services import EditServiceForm, NewServiceForm, ServiceForm, zone_choices
from app.directory.services.models import Service, ServiceBasis
from app.directory.services.operations import entries as operations
from app.directory.services.operations.entries import VALUE_FIELDS
from app.directory.services.quality import assess
from app.directory.services.queries.services import (
    get_service,
    services_page,
    themes_of,
    today,
    translations_of,
)
from app.directory.services.queries.structures import get_structure, list_offered_structures
from app.directory.services.states import SERVICE
from app.network import queries as network
from app.network.parties.queries import organisation_names
from app.network.protocols.queries.resting import NotItsProtocol, find_protocol_of
from app.skills.queries.catalogue import catalogue
from app.ui.conflict import show_both


@bp.get("/directory")
@requires(Permission.DIRECTORY_READ)
def index() -> Response:
    asked, filters = asked_services(g.actor, request.args)
    page = services_page(g.actor, filters, languages=i18n.searched(), after=asked.after)
    day = today(g.actor.here())
    return respond(
        "directory/services/services.html",
        part="directory/services/_services.html",
        status=asked.status,
        listing=asked,
        page=page,
        themes=themes_of(each.id for each in page.items),
        organisations=organisation_names(each.organisation_id for each in page.items),
        late={each.id for each in page.items if not is_fresh(each.due_on, day)},
        may_write=g.actor.may(Permission.DIRECTORY_PROPOSE),
    )


@bp.get("/directory/services/<uuid:service_id>")
@requires(Permission.DIRECTORY_READ)
def service(service_id: UUID) -> Response:
    found = get_service(g.actor, service_id)
    day = today(found.municipality_id)
    transition = last_transition(found)
    return respond(
        "directory/services/service.html",
        service=found,
        place=found.structure,
        quality=assess(found, day),
        is_fresh=is_fresh(found.due_on, day),
        is_due_soon=is_due_soon(found.due_on, day),
        may_edit=may_edit(g.actor, found),
        may_ask=g.actor.may(Permission.PARTNERSHIP_WRITE, found.municipality_id),
        nexts=SERVICE.allowed(g.actor, found),
        transition=transition,
        names=staff_names([transition.actor_id if transition else None]),
        competences=list(catalogue().several(found.taught).values()),
        translations=translations_of(found),
        zone_names=_zone_names(found),
        protocol=find_protocol_of(g.actor, ServiceBasis, found.id),
    )


def _zone_names(service: Service) -> list[str]:
    """Where people must live, by the names of the places; codes of elsewhere as they are."""
    codes = service.values_of("zone")
    if not codes:
        return []
    where = service.municipality_id
    parishes = network.list_parishes(where, on=today(where))
    choices = zone_choices(network.get_municipality(where), parishes, codes)
    named = {choice.value: str(choice.label) for choice in choices}
    return [named[code] for code in codes]


@bp.get("/directory/services/new")
@bp.post("/directory/services", endpoint="create_service")
@requires(Permission.DIRECTORY_PROPOSE)
def new_service() -> Response:
    form = NewServiceForm(data={"structure_id": request.args.get("place", ""), "check_every": "180"})
    _offer(form, g.actor.here())
    places = list_offered_structures(g.actor)
    form.structure_id.choices = named(places, SelectChoice("", _("Choose a place")))
    if form.validate_on_submit():
        place = get_structure(g.actor, UUID(form.structure_id.data))
        try:
            made = operations.create_service(g.actor, service_id=form.new_id, structure=place, **form.values)
        except NotItsProtocol:
            form.protocol_id.refuse()
        else:
            flash(_("The service was added as a draft. Propose it when it is complete."), "good")
            return see_other("directory.service", service_id=made.id)
    return respond(
        "directory/services/service_form.html", status=form.status, form=form, service=None, only=[]
    )


@bp.route("/directory/services/<uuid:service_id>/edit", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def edit_service(service_id: UUID) -> Response:
    """The whole service, or the facts that the address names by `only`."""
    found = get_service(g.actor, service_id, to_change=writes())
    demand_edit(g.actor, found)
    form = _edit_form(found)
    if form.validate_on_submit():
        try:
            operations.edit_service(g.actor, service=found, version=form.version.data, **form.values)
        except StaleRecord:
            show_both(form, _edit_form(found))
        except NotItsProtocol:
            form.protocol_id.refuse()
        else:
            flash(_("The service was changed."), "good")
            return see_other("directory.service", service_id=service_id)
    return respond(
        "directory/services/service_form.html",
        status=form.status,
        form=form,
        service=found,
        only=form.only,
    )


def _edit_form(service: Service) -> EditServiceForm:
    answers = {name: service.values_of(name) for name in VALUE_FIELDS}
    every = str(service.check_every)
    given = {**stored(service), **answers, "check_every": every, "protocol_id": service.protocol_id}
    form = EditServiceForm(data=given)
    _offer(form, service.municipality_id, {**answers, "check_every": [every]}, service.protocol_id)
    form.narrow(request.args.getlist("only"))
    return form


def _offer(
    form: ServiceForm,
    municipality_id: UUID,
    kept: Mapping[str, Sequence[str]] | None = None,
    protocol_id: UUID | None = None,
) -> None:
    offer_protocols(g.actor, form.protocol_id, municipality_id, protocol_id)
    parishes = network.list_parishes(municipality_id, on=today(municipality_id))
    form.offer(municipality=network.get_municipality(municipality_id), parishes=parishes, kept=kept or {})
