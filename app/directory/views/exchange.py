"""Services as files: the list as a spreadsheet, the exchange format out and in, what did not enter."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Response, current_app, flash, g
from flask_babel import gettext as _

from app.core import exports, i18n
from app.core.access import requires
from app.core.downloads import takes_upload
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.directory import queries, services
from app.directory.forms.structures import ImportForm
from app.directory.models import DirectoryImport, Service
from app.directory.service_wording import STATES, problem_sentence
from app.directory.views.blueprint import bp
from app.directory.views.services import asked, spoken
from app.directory.views.structures import offered_organisations
from app.directory.vocabulary import vocabulary

JSON_TYPE = "application/json; charset=utf-8"


@bp.get("/directory/services.json")
@requires(Permission.DIRECTORY_READ)
def services_json() -> Response:
    """What the filters of the list leave, in the exchange format."""
    content = services.export_exchange(_listed())
    return _file(json.dumps(content, ensure_ascii=False, indent=1).encode(), JSON_TYPE, "servicos.json")


@bp.get("/directory/services.csv")
@requires(Permission.DIRECTORY_READ)
def services_csv() -> Response:
    return _file(exports.csv_file(_header(), _rows(_listed())), exports.CSV_TYPE, "servicos.csv")


@bp.get("/directory/services.xlsx")
@requires(Permission.DIRECTORY_READ)
def services_xlsx() -> Response:
    sheet = exports.Sheet(_("Services"), _header(), _rows(_listed()))
    return _file(exports.xlsx_file([sheet]), exports.XLSX_TYPE, "servicos.xlsx")


def _listed() -> Sequence[Service]:
    _form, filters = asked()
    return queries.list_services(g.actor, filters, languages=spoken())


def _header() -> list[str]:
    return [
        _("Name"), _("Place"), _("State"), _("Themes"), _("Cost"), _("Opening hours"), _("Telephone"),
        _("E-mail"), _("Address"), _("Checked on"), _("To be checked by"), _("Languages"),
    ]  # fmt: skip


def _rows(found: Sequence[Service]) -> Iterator[exports.Row]:
    language = i18n.current().code
    themes, costs = vocabulary("themes"), vocabulary("cost")
    for each in found:
        place = each.structure
        yield (
            each.name,
            place.name,
            str(STATES[each.state]),
            ", ".join(themes.name(key, language).value for key in each.values_of("themes")),
            costs.name(each.cost, language).value if each.cost else "",
            each.opening_hours or place.opening_hours,
            each.phone or place.phone,
            each.email or place.email,
            _address(each),
            each.checked_on,
            each.due_on,
            ", ".join(dict.fromkeys(["pt", *(text.lang for text in each.texts)])),
        )


def _address(service: Service) -> str:
    at = service if service.address else service.structure
    return ", ".join(filter(None, (at.address, at.postal_code, at.town)))


def _file(data: bytes, media_type: str, name: str) -> Response:
    response = current_app.make_response(data)
    response.headers["Content-Type"] = media_type
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@bp.get("/directory/imports/new")
@requires(Permission.DIRECTORY_PROPOSE)
def new_import() -> Response:
    return _import_page(_import_form())


@bp.post("/directory/imports")
@requires(Permission.DIRECTORY_PROPOSE)
@takes_upload
def create_import() -> Response:
    form = _import_form()
    if not form.validate():
        return _import_page(form, status=422)
    where = UUID(str(form.municipality_id.data))
    g.actor.demand_here(where)
    try:
        rows = services.read_exchange(form.file.data.data)
    except services.UnreadableExchange:
        form.file.errors = [_("This is no file in the data-inclusion layout: a JSON list of entries.")]
        return _import_page(form, status=422)
    report = services.import_exchange(
        g.actor,
        import_id=form.new_id,
        municipality_id=where,
        organisation_id=UUID(form.organisation_id.data),
        rows=rows,
        publish=bool("publish" in form and form.publish.data),
    )
    flash(_("The file was read."), "good")
    return see_other("directory.show_import", service_import_id=report.id)


def _import_form() -> ImportForm:
    organisations = offered_organisations()
    only = str(organisations[0].id) if len(organisations) == 1 else ""
    form = ImportForm(data={"municipality_id": g.actor.here(), "organisation_id": only})
    form.offer_organisations(organisations)
    if not g.actor.may(Permission.DIRECTORY_PUBLISH):
        del form.publish
    return form


def _import_page(form: ImportForm, *, status: int = 200) -> Response:
    return respond("directory/new_import.html", status=status, form=form)


@bp.get("/directory/imports/<uuid:service_import_id>")
@requires(Permission.DIRECTORY_PROPOSE)
def show_import(service_import_id: UUID) -> Response:
    report = queries.get_import(g.actor, service_import_id)
    return respond("directory/import.html", report=report, broken=list(_broken(report))[:100])


@bp.get("/directory/imports/<uuid:service_import_id>/broken.json")
@requires(Permission.DIRECTORY_PROPOSE)
def broken_json(service_import_id: UUID) -> Response:
    """The rows that did not enter, each with its reason, to be mended and sent again."""
    report = queries.get_import(g.actor, service_import_id)
    rows = [{**each["row"], services.PROBLEM: sentence} for each, sentence in _broken(report)]
    return _file(json.dumps(rows, ensure_ascii=False, indent=1).encode(), JSON_TYPE, "com-problemas.json")


@bp.get("/directory/imports/<uuid:service_import_id>/broken.csv")
@requires(Permission.DIRECTORY_PROPOSE)
def broken_csv(service_import_id: UUID) -> Response:
    """The same as a list to read."""
    report = queries.get_import(g.actor, service_import_id)
    header = [_("Row"), "id", _("Name"), _("Problem")]
    lines = (
        (each["number"], str(each["row"].get("id", "")), str(each["row"].get("nom", "")), sentence)
        for each, sentence in _broken(report)
    )
    return _file(exports.csv_file(header, lines), exports.CSV_TYPE, "com-problemas.csv")


def _broken(report: DirectoryImport) -> Iterator[tuple[dict[str, Any], str]]:
    for each in report.broken:
        yield each, problem_sentence(each["problem"], each["field"])
