"""Lists of services as spreadsheets: what would become of one, and what became of it."""

from uuid import UUID

from flask import Response, g
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core import drafts, tasks
from app.core.access import requires
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.reading import rows_to_mend
from app.core.sheets import rows_kept
from app.core.tasks import Task
from app.directory.blueprint import bp
from app.directory.index.destination import lead_on
from app.directory.index.lists import broken_rows, first_look
from app.directory.index.queries import get_import
from app.directory.services.operations import listed
from app.directory.services.service_columns import EXAMPLE, HEADINGS, ONLY_READ
from app.directory.services.service_rows import read_services, understood
from app.ui.listing import csv_answer
from app.ui.sheet_trouble import fault_sentence

AT_ONCE = 250
"""Rows of a list that is brought in at once."""
tasks.handler(listed.TASK, Permission.DIRECTORY_PROPOSE, title=lazy_gettext("List of services"))(
    listed.bring_listed
)


@bp.route("/directory/services/lists/<uuid:service_list_id>/preview", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
def preview_list(service_list_id: UUID) -> Response:
    """What would become of a list, before it is brought in."""
    draft = drafts.find(g.actor, listed.TASK, service_list_id)
    if draft is None:
        page = "directory.show_list"
        return lead_on(g.actor, service_list_id, kind=listed.LIST, page=page, name="service_list_id")
    sheet, brought, form = rows_kept(drafts.sent_for(draft)), _brought(draft), Form()
    if form.validate_on_submit():
        if len(sheet) > AT_ONCE:
            drafts.start(g.actor, draft)
            return see_other("office.task", task_id=service_list_id)
        drafts.take(draft)
        listed.import_listed(brought, import_id=service_list_id, reading=read_services(sheet))
        return see_other("directory.show_list", service_list_id=service_list_id)
    reading = read_services(sheet[:AT_ONCE])
    return respond(
        "directory/services/list_preview.html",
        status=form.status,
        list_id=service_list_id,
        form=form,
        foreseen=listed.foresee(brought, reading),
        unused=[each for each in reading.unused if each not in ONLY_READ],
        only_read=[each for each in reading.unused if each in ONLY_READ],
        sentence=fault_sentence,
        **first_look(reading, HEADINGS, understood, count=len(sheet), at_once=AT_ONCE),
    )


def _brought(draft: Task) -> listed.Brought:
    asked = draft.asked
    return listed.Brought(
        g.actor, draft.municipality_id, UUID(asked["organisation_id"]), publish=bool(asked["publish"])
    )


@bp.get("/directory/services/lists/<uuid:service_list_id>")
@requires(Permission.DIRECTORY_PROPOSE)
def show_list(service_list_id: UUID) -> Response:
    report = get_import(g.actor, listed.LIST, service_list_id)
    return respond(
        "directory/services/list.html",
        report=report,
        task_state=tasks.state_of(report.id),
        broken=broken_rows(report, HEADINGS),
        sentence=fault_sentence,
    )


@bp.get("/directory/services/lists/<uuid:service_list_id>/broken.csv")
@requires(Permission.DIRECTORY_PROPOSE)
def broken_services(service_list_id: UUID) -> Response:
    """The rows with a fault, each with its reason, to be mended and sent again."""
    broken = broken_rows(get_import(g.actor, listed.LIST, service_list_id), HEADINGS)
    if not broken:
        raise NotFound
    return csv_answer("linhas-por-corrigir", *rows_to_mend(broken, _("What is wrong"), fault_sentence))


@bp.get("/directory/services/lists/template.csv")
@requires(Permission.DIRECTORY_PROPOSE)
def services_template() -> Response:
    return csv_answer("modelo-servicos", list(HEADINGS.values()), [EXAMPLE])
