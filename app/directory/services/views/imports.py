"""Bringing in services: a file is kept until it was looked at. Here those in the exchange format."""

import json
from typing import Any
from uuid import UUID

from flask import Response, g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core import drafts, tasks
from app.core.access import requires
from app.core.downloads import attached
from app.core.exports import JSON_TYPE
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.reading import Fault, MissingColumns
from app.core.refusals import SheetRefused
from app.core.sheets import SheetRow, kept_rows
from app.core.uploads import takes_upload
from app.core.values import Problem
from app.directory.blueprint import bp
from app.directory.index.destination import lead_on
from app.directory.index.models import DirectoryImport
from app.directory.index.queries import get_import, writable_organisations
from app.directory.services.card import KIND
from app.directory.services.forms.structures import ImportForm
from app.directory.services.operations import importing, listed
from app.directory.services.operations.imported_rows import PROBLEM, look_through
from app.directory.services.service_rows import read_services
from app.directory.services.wording import problem_sentences
from app.ui.listing import csv_answer
from app.ui.sheet_trouble import fault_sentence, sheet_trouble

AT_ONCE = 250
"""Entries of a file that is brought in at once."""
tasks.handler(importing.TASK, Permission.DIRECTORY_PROPOSE, title=lazy_gettext("Import services"))(
    importing.bring_list
)


@bp.get("/directory/imports/new")
@bp.post("/directory/imports", endpoint="create_import")
@requires(Permission.DIRECTORY_PROPOSE)
@takes_upload("file", importing.read_file)
def new_import() -> Response:
    """Keep a file until whoever brings it has seen what would become of it."""
    form = ImportForm()
    form.offer_organisations(writable_organisations(g.actor, g.actor.here()))
    if not g.actor.may(Permission.DIRECTORY_PUBLISH):
        del form.publish
    if form.validate_on_submit():
        try:
            found = form.file.data.read()
            if isinstance(found, list):
                read_services(found[:1])
        except importing.UnreadableExchange:
            form.file.errors = [_("This is no file in the data-inclusion layout: a JSON list of entries.")]
        except SheetRefused as refused:
            form.file.errors = [sheet_trouble(refused)]
        except MissingColumns as missing:
            form.file.errors = [fault_sentence(Fault(Problem.MISSING, each)) for each in missing.headings]
        else:
            return _keep(form, found)
    return respond("directory/services/new_import.html", status=form.status, form=form)


def _keep(form: ImportForm, found: importing.Exchange | list[SheetRow]) -> Response:
    asked: dict[str, Any] = {
        "organisation_id": form.organisation_id.data,
        "publish": bool("publish" in form and form.publish.data),
    }
    if isinstance(found, list):
        task, page, sent = listed.TASK, "list", kept_rows(found)
    else:
        task, page, sent = importing.TASK, "import", json.dumps(found.entries, ensure_ascii=False).encode()
        asked["has_more"] = found.has_more
    ids: dict[str, Any] = {f"service_{page}_id": form.new_id}
    tasks.ask(
        g.actor,
        task,
        asked,
        task_id=form.new_id,
        municipality_id=form.drawn_in,
        leads_to=url_for(f"directory.show_{page}", **ids),
        sent=sent,
        is_draft=True,
    )
    return see_other(f"directory.preview_{page}", **ids)


@bp.route("/directory/imports/<uuid:service_import_id>/preview", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def preview_import(service_import_id: UUID) -> Response:
    """What would become of a file in the exchange format, before it is brought in."""
    draft = drafts.find(g.actor, importing.TASK, service_import_id)
    if draft is None:
        page = "directory.show_import"
        return lead_on(g.actor, service_import_id, kind=KIND, page=page, name="service_import_id")
    rows, form = importing.entries_kept(draft), Form()
    if form.validate_on_submit():
        if len(rows) > AT_ONCE:
            drafts.start(g.actor, draft)
            return see_other("office.task", task_id=service_import_id)
        organisation_id, publish = UUID(draft.asked["organisation_id"]), bool(draft.asked["publish"])
        where = draft.municipality_id
        drafts.take(draft)
        importing.import_exchange(
            g.actor,
            import_id=service_import_id,
            municipality_id=where,
            organisation_id=organisation_id,
            rows=rows,
            publish=publish,
        )
        return see_other("directory.show_import", service_import_id=service_import_id)
    return respond(
        "directory/services/import_preview.html",
        status=form.status,
        import_id=service_import_id,
        form=form,
        found=look_through(rows),
        has_more=draft.asked.get("has_more", False),
        sentences=problem_sentences,
    )


@bp.get("/directory/imports/<uuid:service_import_id>")
@requires(Permission.DIRECTORY_PROPOSE)
def show_import(service_import_id: UUID) -> Response:
    report = get_import(g.actor, KIND, service_import_id)
    return respond(
        "directory/services/import.html",
        report=report,
        task_state=tasks.state_of(report.id),
        broken=report.broken,
        sentences=problem_sentences,
    )


@bp.get("/directory/imports/<uuid:service_import_id>/broken.json")
@requires(Permission.DIRECTORY_PROPOSE)
def broken_json(service_import_id: UUID) -> Response:
    """The rows with a problem, each with its reason, to be mended and sent again."""
    broken = _broken(get_import(g.actor, KIND, service_import_id))
    content = [{**each["row"], PROBLEM: sentence} for each, sentence in broken]
    data = json.dumps(content, ensure_ascii=False, indent=1).encode()
    return attached(data, JSON_TYPE, "com-problemas.json")


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
