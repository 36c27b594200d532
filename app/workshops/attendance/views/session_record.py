"""What remains of a session: the summary and the scans of the signed sheet."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.downloads import download
from app.core.errors import StaleRecord
from app.core.files import keep
from app.core.http import respond, see_other
from app.core.inspection import inspected
from app.core.permission import Permission
from app.core.refusals import FileKind, FileRefused, FileTooLarge
from app.core.uploads import takes_upload
from app.ui.conflict import show_both
from app.workshops.attendance.forms.session_record import ScanForm, SummaryForm
from app.workshops.attendance.operations.session_record import keep_scan, write_summary
from app.workshops.attendance.queries.session_record import get_scan, scans_of
from app.workshops.blueprint import bp
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session

SCANS = frozenset({FileKind.PDF, FileKind.JPEG, FileKind.PNG})


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/record")
@requires(Permission.ATTENDANCE_WRITE)
def session_record(workshop_session_id: UUID) -> Response:
    return _page(get_session(g.actor, workshop_session_id))


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/summary")
@requires(Permission.ATTENDANCE_WRITE)
def summarise(workshop_session_id: UUID) -> Response:
    session = get_session(g.actor, workshop_session_id)
    form = SummaryForm(obj=session)
    if form.validate():
        try:
            write_summary(g.actor, session=session, version=form.version.data, text=form.summary.data)
        except StaleRecord:
            show_both(form, SummaryForm(obj=session))
        else:
            flash(_("The summary was kept."), "good")
            return see_other("workshops.session_record", workshop_session_id=workshop_session_id)
    return _page(session, summary=form)


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/scans")
@requires(Permission.ATTENDANCE_WRITE)
@takes_upload("scan", partial(inspected, allowed=SCANS))
def add_scan(workshop_session_id: UUID) -> Response:
    session = get_session(g.actor, workshop_session_id)
    form = ScanForm()
    if form.validate():
        try:
            file = keep(form.scan.data.read(), municipality_id=session.municipality_id, actor=g.actor)
        except (FileRefused, FileTooLarge) as error:
            form.scan.refuse(error)
        else:
            keep_scan(g.actor, scan_id=form.new_id, session=session, file=file)
            flash(_("The signed sheet was kept."), "good")
            return see_other("workshops.session_record", workshop_session_id=workshop_session_id)
    return _page(session, scan=form)


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/scans/<uuid:scan_id>")
@requires(Permission.ATTENDANCE_WRITE)
def scan(workshop_session_id: UUID, scan_id: UUID) -> Response:
    session = get_session(g.actor, workshop_session_id)
    return download(get_scan(session, scan_id), f"folha-assinada-{session.on}")


def _page(session: Session, *, summary: SummaryForm | None = None, scan: ScanForm | None = None) -> Response:
    sent, scans = summary or scan, scans_of(session.id)
    return respond(
        "workshops/attendance/session_record.html",
        status=sent.status if sent else 200,
        session=session,
        workshop=session.workshop,
        summary_form=summary or SummaryForm(formdata=None, obj=session),
        scan_form=scan or ScanForm(formdata=None),
        form=sent,
        scans=scans,
        names=staff_names([session.summary_by, *(each.created_by for each in scans)]),
    )
