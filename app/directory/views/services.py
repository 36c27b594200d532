"""The list of services, one service, a new one, a change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core import i18n
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.directory import permissions, queries, services
from app.directory.forms.services import EditServiceForm, NewServiceForm, ServiceFilters, zone_choices
from app.directory.freshness import is_due_soon, is_fresh
from app.directory.models import Service
from app.directory.quality import assess
from app.directory.service_card import TEXT_FIELDS
from app.directory.service_wording import TEXT_LABELS
from app.directory.services.entries import VALUE_FIELDS
from app.directory.states import SERVICE
from app.directory.views.blueprint import bp
from app.network import queries as network
from app.skills.queries import catalogue
from app.ui.versions import Difference, differences

OTHER_LANGUAGES = tuple(language.code for language in i18n.offered("kiosk") if language.code != i18n.MAIN)


@bp.get("/directory")
@requires(Permission.DIRECTORY_READ)
def index() -> Response:
    form, filters = asked()
    page = queries.services_page(g.actor, filters, languages=spoken(), after=request.args.get("after"))
    ids = [service.id for service in page.items]
    day = queries.today(g.actor.here())
    return respond(
        "directory/services.html",
        part="directory/_services.html",
        form=form,
        page=page,
        themes=queries.themes_of(ids),
        organisations=network.organisation_names(each.structure.organisation_id for each in page.items),
        late={each.id for each in page.items if not is_fresh(each.due_on, day)},
        is_filtered=any(form.data.values()),
        may_write=g.actor.may(Permission.DIRECTORY_PROPOSE),
        address=lambda **changes: url_for("directory.index", **{**set_filters(form), **changes}),
        files={
            ending: url_for(f"directory.services_{ending}", **set_filters(form))
            for ending in ("csv", "xlsx", "json")
        },
    )


def asked() -> tuple[ServiceFilters, queries.Filters]:
    """The filters that stand in the address; what makes no sense narrows nothing."""
    here = g.actor.here()
    form = ServiceFilters(request.args, meta={"csrf": False})
    form.offer(network.list_organisations(here), network.list_parishes(here, on=queries.today(here)))
    form.validate()
    good = {name: field.data or "" if not field.errors else "" for name, field in form._fields.items()}
    return form, queries.Filters(
        text=good["q"],
        theme=good["theme"],
        state=good["state"],
        organisation_id=UUID(good["organisation"]) if good["organisation"] else None,
        parish_id=UUID(good["parish"]) if good["parish"] else None,
        freshness=good["freshness"],
    )


def set_filters(form: ServiceFilters) -> dict[str, Any]:
    """The filters that are set, for the addresses of other pages of the list."""
    return {name: value for name, value in form.data.items() if value}


def spoken() -> list[str]:
    """The languages in which the office searches."""
    return list(dict.fromkeys([i18n.current().code, i18n.MAIN]))


@bp.get("/directory/services/<uuid:service_id>")
@requires(Permission.DIRECTORY_READ)
def service(service_id: UUID) -> Response:
    found = queries.get_service(g.actor, service_id)
    day = queries.today(found.municipality_id)
    transition = queries.last_transition(found)
    known = catalogue()
    return respond(
        "directory/service.html",
        service=found,
        place=found.structure,
        organisation=network.organisation_names([found.structure.organisation_id]),
        quality=assess(found, day),
        is_fresh=is_fresh(found.due_on, day),
        is_due_soon=is_due_soon(found.due_on, day),
        can=allowed(found),
        transition=transition,
        names=staff_names([transition.actor_id if transition else None, found.created_by]),
        competences=[view for each in found.competences if (view := known.competence(each.competence_id))],
        languages=translations_of(found),
        zone_names=_zone_names(found),
    )


def _zone_names(service: Service) -> list[str]:
    """Where people must live, by the names of the places; codes of elsewhere as they are."""
    codes = service.values_of("zone")
    if not codes:
        return []
    where = service.municipality_id
    parishes = network.list_parishes(where, on=queries.today(where))
    choices = zone_choices(network.get_municipality(where), parishes, codes)
    named = {choice.value: str(choice.label) for choice in choices}
    return [named[code] for code in codes]


def allowed(service: Service) -> dict[str, bool]:
    """What the actor may do with the service now."""
    edits = permissions.may_edit(g.actor, service.municipality_id, service.structure.organisation_id)
    publishes = g.actor.may(Permission.DIRECTORY_PUBLISH, service.municipality_id)
    after = SERVICE[service.state]
    return {
        "edit": edits,
        "propose": edits and "proposed" in after,
        "publish": publishes and "published" in after,
        "return": edits and "draft" in after and service.state != "archived",
        "restore": edits and service.state == "archived",
        "suspend": edits and "suspended" in after,
        "archive": edits and "archived" in after,
    }


@dataclass(frozen=True, slots=True)
class Translation:
    """How far a service is written in a language; `missing` are labels of what only Portuguese has."""

    language: str
    texts: Mapping[str, str]
    missing: Sequence[str]


def translations_of(service: Service) -> list[Translation]:
    """Every other language the public reads, and those a service came with."""
    written: dict[str, dict[str, str]] = {code: {} for code in OTHER_LANGUAGES}
    for each in service.texts:
        written.setdefault(each.lang, {})[each.field] = each.value
    return [
        Translation(
            language,
            texts,
            [str(TEXT_LABELS[f]) for f in TEXT_FIELDS if getattr(service, f) and f not in texts],
        )
        for language, texts in written.items()
    ]


@bp.get("/directory/services/new")
@requires(Permission.DIRECTORY_PROPOSE)
def new_service() -> Response:
    return _new_page(_new_form())


@bp.post("/directory/services")
@requires(Permission.DIRECTORY_PROPOSE)
def create_service() -> Response:
    form = _new_form()
    if not form.validate():
        return _new_page(form, status=422)
    g.actor.demand_here(UUID(str(form.municipality_id.data)))
    place = queries.get_structure(g.actor, UUID(form.structure_id.data))
    created = services.create_service(g.actor, service_id=form.new_id, structure=place, **form.changes)
    flash(_("The service was added as a draft. Propose it when it is complete."), "good")
    return see_other("directory.service", service_id=created.id)


def _new_form() -> NewServiceForm:
    here = g.actor.here()
    place = request.args.get("place", "")
    form = NewServiceForm(data={"municipality_id": here, "structure_id": place, "check_every": "180"})
    _offer(form, here)
    form.offer_places(queries.list_offered_structures(g.actor))
    return form


def _offer(form: Any, municipality_id: UUID, stored: Mapping[str, Sequence[str]] | None = None) -> None:
    parishes = network.list_parishes(municipality_id, on=queries.today(municipality_id))
    form.offer(municipality=network.get_municipality(municipality_id), parishes=parishes, stored=stored)


def _new_page(form: NewServiceForm, *, status: int = 200) -> Response:
    return respond("directory/new_service.html", status=status, form=form)


@bp.get("/directory/services/<uuid:service_id>/edit")
@requires(Permission.DIRECTORY_PROPOSE)
def edit_service_page(service_id: UUID) -> Response:
    found = queries.get_service(g.actor, service_id)
    demand_edit(found)
    return _edit_page(found, _edit_form(found))


@bp.post("/directory/services/<uuid:service_id>/edit")
@requires(Permission.DIRECTORY_PROPOSE)
def edit_service(service_id: UUID) -> Response:
    found = queries.get_service(g.actor, service_id, to_change=True)
    demand_edit(found)
    form = _edit_form(found)
    if not form.validate():
        return _edit_page(found, form, status=422)
    try:
        services.edit_service(g.actor, service=found, version=form.version.data, **form.changes)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        return _edit_page(found, form, status=409, both=differences(_edit_form(found), form))
    flash(_("The service was changed."), "good")
    return see_other("directory.service", service_id=found.id)


def demand_edit(service: Service) -> None:
    """Raise Forbidden where the actor may look only."""
    permissions.demand_edit(g.actor, service.municipality_id, service.structure.organisation_id)


def _edit_form(service: Service) -> EditServiceForm:
    stored = {name: service.values_of(name) for name in VALUE_FIELDS}
    values: dict[str, Any] = {
        column: getattr(service, column)
        for column in service.__table__.columns.keys()  # noqa: SIM118
    }
    values |= stored | {"parish_id": str(service.parish_id or ""), "check_every": str(service.check_every)}
    form = EditServiceForm(data=values)
    _offer(form, service.municipality_id, stored | {"check_every": [str(service.check_every)]})
    return form


def _edit_page(
    service: Service,
    form: EditServiceForm,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    return respond("directory/edit_service.html", status=status, form=form, service=service, both=both)
