"""What remains of a session: the summary and the scans of the signed sheet."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.downloads import download, takes_upload
from app.core.errors import StaleRecord
from app.core.files import FileKind, FileRefused, FileTooLarge, keep
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.ui.versions import Difference, differences
from app.workshops import queries
from app.workshops.forms.session_record import ScanForm, SummaryForm
from app.workshops.models import Session
from app.workshops.queries import papers
from app.workshops.services.session_record import keep_scan, write_summary
from app.workshops.views.blueprint import bp

SCANS = frozenset({FileKind.PDF, FileKind.JPEG, FileKind.PNG})


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/record")
@requires(Permission.ATTENDANCE_WRITE)
def session_record(workshop_session_id: UUID) -> Response:
    return _page(queries.get_session(g.actor, workshop_session_id))


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/summary")
@requires(Permission.ATTENDANCE_WRITE)
def summarise(workshop_session_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    form = SummaryForm()
    if not form.validate() or form.version.data is None:
        return _page(session, summary=form, status=422)
    try:
        write_summary(g.actor, session=session, version=form.version.data, text=form.summary.data)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        return _page(session, summary=form, status=409, both=differences(_stored(session), form))
    flash(_("The summary was kept."), "good")
    return see_other("workshops.session_record", workshop_session_id=workshop_session_id)


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/scans")
@requires(Permission.ATTENDANCE_WRITE)
@takes_upload
def add_scan(workshop_session_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    form = ScanForm()
    if not form.validate():
        return _page(session, scan=form, status=422)
    sent, where = form.scan.data, session.municipality_id
    try:
        file = keep(sent.data, filename=sent.filename, allowed=SCANS, municipality_id=where, actor=g.actor)
    except (FileRefused, FileTooLarge) as error:
        form.scan.refuse(error)
        return _page(session, scan=form, status=422)
    keep_scan(g.actor, scan_id=form.new_id, session=session, file=file)
    flash(_("The signed sheet was kept."), "good")
    return see_other("workshops.session_record", workshop_session_id=workshop_session_id)


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/scans/<uuid:scan_id>")
@requires(Permission.ATTENDANCE_WRITE)
def scan(workshop_session_id: UUID, scan_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    return download(papers.get_scan(session, scan_id), f"folha-assinada-{session.on}")


def _stored(session: Session) -> SummaryForm:
    return SummaryForm(formdata=None, data={"version": session.version, "summary": session.summary})


def _page(
    session: Session,
    *,
    summary: SummaryForm | None = None,
    scan: ScanForm | None = None,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    scans = papers.scans_of(session.id)
    return respond(
        "workshops/session_record.html",
        status=status,
        session=session,
        workshop=session.workshop,
        summary_form=summary or _stored(session),
        scan_form=scan or ScanForm(formdata=None),
        form=summary or scan,
        both=both,
        scans=scans,
        names=staff_names([session.summary_by, *(each.created_by for each in scans)]),
    )
