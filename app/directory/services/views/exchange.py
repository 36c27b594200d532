"""Services as files: the list as a spreadsheet, the exchange format out and in, what did not enter."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core import i18n, tasks
from app.core.access import requires
from app.core.actor import Actor
from app.core.downloads import attached
from app.core.exports import Row
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.slices import Slices
from app.core.uploads import takes_upload
from app.directory.blueprint import bp
from app.directory.index.models import DirectoryImport
from app.directory.index.queries import get_import, writable_organisations
from app.directory.index.vocabulary import vocabulary
from app.directory.services.card import KIND
from app.directory.services.forms.listing import asked_services
from app.directory.services.forms.structures import ImportForm
from app.directory.services.models import Service
from app.directory.services.operations.exporting import export_exchange
from app.directory.services.operations.imported_rows import PROBLEM
from app.directory.services.operations.importing import (
    UnreadableExchange,
    bring_list,
    import_exchange,
    read_exchange,
)
from app.directory.services.queries.services import list_services
from app.directory.services.states import SERVICE
from app.directory.services.wording import problem_sentences
from app.ui.list_files import Args, Contents, ListFile, answer, offer
from app.ui.listing import csv_answer

IMPORT, AT_ONCE = "services.import", 250
"""What its task is called, and entries of a file that is brought in at once."""


@bp.get("/directory/services.json")
@requires(Permission.DIRECTORY_READ)
def services_json() -> Response:
    """What the filters of the list leave, in the exchange format."""
    listed = [service for some in _listed(g.actor, request.args) for (service,) in some]
    return _json(export_exchange(listed), "servicos")


@bp.get("/directory/services.csv")
@requires(Permission.DIRECTORY_READ)
def services_csv() -> Response:
    return answer(SERVICES, "csv")


@bp.get("/directory/services.xlsx")
@requires(Permission.DIRECTORY_READ)
def services_xlsx() -> Response:
    return answer(SERVICES, "xlsx")


def _read(actor: Actor, args: Args) -> Contents:
    return Contents("servicos", _header(), _listed(actor, args), _rows)


def _listed(actor: Actor, args: Args) -> Slices:
    asked, filters = asked_services(actor, args)
    asked.demand_valid()
    return list_services(actor, filters, languages=i18n.searched())


SERVICES = ListFile("services.file", Permission.DIRECTORY_READ, lazy_gettext("List of services"), _read)
offer(SERVICES)


def _header() -> list[str]:
    return [
        _("Name"), _("Place"), _("State"), _("Themes"), _("Cost"), _("Opening hours"), _("Telephone"),
        _("E-mail"), _("Address"), _("Checked on"), _("To be checked by"), _("Languages"),
    ]  # fmt: skip


def _rows(found: Sequence[Any]) -> Iterator[Row]:
    language = i18n.current().code
    themes, costs = vocabulary("themes"), vocabulary("cost")
    for (each,) in found:
        place = each.structure
        yield (
            each.name,
            place.name,
            SERVICE.name(each.state),
            ", ".join(themes.name(key, language).value for key in each.values_of("themes")),
            costs.name(each.cost, language).value if each.cost else "",
            each.opening_hours or place.opening_hours,
            each.phone or place.phone,
            each.email or place.email,
            _address(each),
            each.checked_on,
            each.due_on,
            ", ".join(dict.fromkeys([i18n.MAIN, *(text.lang for text in each.texts)])),
        )


def _address(service: Service) -> str:
    at = service if service.address else service.structure
    return ", ".join(filter(None, (at.address, at.postal_code, at.town)))


def _json(content: Any, name: str) -> Response:
    data = json.dumps(content, ensure_ascii=False, indent=1).encode()
    return attached(data, "application/json; charset=utf-8", f"{name}.json")


@bp.get("/directory/imports/new")
@bp.post("/directory/imports", endpoint="create_import")
@requires(Permission.DIRECTORY_PROPOSE)
@takes_upload("file", lambda data, _filename: read_exchange(data))
def new_import() -> Response:
    form = ImportForm()
    form.offer_organisations(writable_organisations(g.actor, g.actor.here()))
    if not g.actor.may(Permission.DIRECTORY_PUBLISH):
        del form.publish
    if form.validate_on_submit():
        try:
            rows = form.file.data.read()
        except UnreadableExchange:
            form.file.errors = [_("This is no file in the data-inclusion layout: a JSON list of entries.")]
        else:
            return _bring(form, rows)
    return respond("directory/services/new_import.html", status=form.status, form=form)


def _bring(form: ImportForm, rows: Sequence[Any]) -> Response:
    """At once, or by the worker if they are many."""
    publish = bool("publish" in form and form.publish.data)
    if len(rows) > AT_ONCE:
        task = tasks.ask(
            g.actor,
            IMPORT,
            {"organisation_id": form.organisation_id.data, "publish": publish},
            task_id=form.new_id,
            municipality_id=form.drawn_in,
            leads_to=url_for("directory.show_import", service_import_id=form.new_id),
            sent=form.file.data.data,
        )
        return see_other("office.task", task_id=task.id)
    report = import_exchange(
        g.actor,
        import_id=form.new_id,
        municipality_id=form.drawn_in,
        organisation_id=UUID(form.organisation_id.data),
        rows=rows,
        publish=publish,
    )
    flash(_("The file was read."), "good")
    return see_other("directory.show_import", service_import_id=report.id)


tasks.handler(IMPORT, Permission.DIRECTORY_PROPOSE, title=lazy_gettext("Import services"))(bring_list)


@bp.get("/directory/imports/<uuid:service_import_id>")
@requires(Permission.DIRECTORY_PROPOSE)
def show_import(service_import_id: UUID) -> Response:
    report = get_import(g.actor, KIND, service_import_id)
    return respond(
        "directory/services/import.html",
        report=report,
        is_partial=tasks.is_under_way(report.id),
        broken=_broken(report)[:100],
    )


@bp.get("/directory/imports/<uuid:service_import_id>/broken.json")
@requires(Permission.DIRECTORY_PROPOSE)
def broken_json(service_import_id: UUID) -> Response:
    """The rows that did not enter, each with its reason, to be mended and sent again."""
    broken = _broken(get_import(g.actor, KIND, service_import_id))
    return _json([{**each["row"], PROBLEM: sentence} for each, sentence in broken], "com-problemas")


@bp.get("/directory/imports/<uuid:service_import_id>/broken.csv")
@requires(Permission.DIRECTORY_PROPOSE)
def broken_csv(service_import_id: UUID) -> Response:
    """The same as a list to read."""
    lines = [
        (each["number"], str(each["row"].get("id", "")), str(each["row"].get("nom", "")), sentence)
        for each, sentence in _broken(get_import(g.actor, KIND, service_import_id))
    ]
    return csv_answer("com-problemas", [_("Row"), "id", _("Name"), _("Problem")], lines)


def _broken(report: DirectoryImport) -> list[tuple[dict[str, Any], str]]:
    return [(each, problem_sentences(each)) for each in report.broken]
