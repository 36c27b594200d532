"""Asking whether a service is still true, and mending what is not."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.directory.blueprint import bp
from app.directory.confirming import operations, queries
from app.directory.confirming.forms import SETTLED, WAITING, AskForm, ReportFilters
from app.directory.confirming.models import ServiceReport
from app.directory.confirming.wording import ANSWERS
from app.directory.services.models import Service
from app.directory.services.operations.checking import ask_owner
from app.directory.services.queries.services import get_service
from app.network.links.sending import send
from app.ui.listing import read_listing


@bp.route("/directory/services/<uuid:service_id>/question", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def ask_service_owner(service_id: UUID) -> Response:
    found = get_service(g.actor, service_id)
    form = AskForm(data=_proposed(found))
    if not form.validate_on_submit():
        return respond("directory/confirming/ask.html", status=form.status, form=form, service=found)
    link = ask_owner(
        g.actor,
        service=found,
        link_id=form.new_id,
        recipient=form.recipient.data,
        email=form.email.data or "",
        language=form.language.data,
    )
    if link.mailed_at is None and send(g.actor, link=link):
        flash(_("The letter with the link is on its way."), "good")
    return see_other("network.link", link_id=link.id)


@bp.get("/directory/reports")
@requires(Permission.DIRECTORY_WRITE)
def service_reports() -> Response:
    asked = read_listing(ReportFilters(request.args))
    state = asked["state"] or WAITING
    page = queries.reports_page(g.actor, is_settled=state == SETTLED, after=asked.after)
    return respond(
        "directory/confirming/reports.html",
        status=asked.status,
        listing=asked,
        state=state,
        page=page,
        answers=ANSWERS,
    )


@bp.post("/directory/reports/<uuid:service_report_id>/settling")
@requires(Permission.DIRECTORY_WRITE)
def settle_service_report(service_report_id: UUID) -> Response:
    operations.settle(g.actor, report=_to_change(service_report_id))
    flash(_("Noted as mended."), "good")
    return see_other("directory.service_reports")


@bp.post("/directory/reports/<uuid:service_report_id>/reopening")
@requires(Permission.DIRECTORY_WRITE)
def reopen_service_report(service_report_id: UUID) -> Response:
    operations.unsettle(g.actor, report=_to_change(service_report_id))
    flash(_("It waits to be mended again."), "good")
    return see_other("directory.service_reports")


def _to_change(report_id: UUID) -> ServiceReport:
    return queries.get_report(g.actor, report_id, to_change=writes())


def _proposed(service: Service) -> dict[str, str]:
    place = service.structure
    return {
        "recipient": service.contact_name or place.name,
        "email": service.email or place.email,
        "language": "pt",
    }
