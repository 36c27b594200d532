"""Papers of a series for the office: sheets to sign, slips with a QR code."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, g

from app.accounts.queries import staff_names
from app.core import unit_of_work
from app.core.access import requires
from app.core.downloads import pdf
from app.core.http import public_address
from app.core.permission import Permission
from app.workshops.attendance.queries.attendance import list_attenders
from app.workshops.blueprint import bp
from app.workshops.enrolments.slips import token_of
from app.workshops.papers import attendance_sheet as sheets
from app.workshops.papers import queries as papers
from app.workshops.papers import slips as slip_papers
from app.workshops.papers.attendance_sheet import SheetSeries, SheetSession
from app.workshops.papers.slips import Meeting, Slip
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session, SessionState
from app.workshops.planning.queries.series import get_session, get_workshop, list_sessions


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/sheet.pdf")
@requires(Permission.ATTENDANCE_WRITE)
def session_sheet(workshop_session_id: UUID) -> Response:
    """The sheet that people sign in one session; protected people write their own line."""
    session = get_session(g.actor, workshop_session_id)
    planned = list_sessions(g.actor, session.workshop, with_cancelled=False)
    head = papers.letterhead_of(session.municipality_id, session.workshop)
    series, names = _series(session.workshop, planned), _names(session.workshop)
    shown = _sheet_session(session, planned)
    unit_of_work.let_go()
    return pdf(sheets.session_sheet(head, series, shown, names), "folha-de-presencas")


@bp.get("/workshops/<uuid:workshop_id>/sheet.pdf")
@requires(Permission.ATTENDANCE_WRITE)
def series_sheet(workshop_id: UUID) -> Response:
    """The sheets that people sign over a whole series."""
    workshop = get_workshop(g.actor, workshop_id)
    planned = list_sessions(g.actor, workshop, with_cancelled=False)
    head = papers.letterhead_of(workshop.municipality_id, workshop)
    series, names = _series(workshop, planned), _names(workshop)
    shown = [_sheet_session(each, planned) for each in planned]
    unit_of_work.let_go()
    return pdf(sheets.series_sheet(head, series, shown, names), "folha-de-presencas")


@bp.get("/workshops/<uuid:workshop_id>/slips.pdf")
@requires(Permission.ATTENDANCE_WRITE)
def slips(workshop_id: UUID) -> Response:
    """Slips for everybody in the series, to cut out and to bring along."""
    workshop = get_workshop(g.actor, workshop_id)
    meetings = tuple(
        Meeting(each.on, each.starts, each.where)
        for each in list_sessions(g.actor, workshop, with_cancelled=False)
        if each.state == SessionState.PLANNED
    )
    cards = [
        Slip(
            name=row.on_papers,
            title=workshop.title,
            language=row.enrolment.language,
            address=public_address("workshops.slip", slip_token=token_of(row.enrolment.id)),
            meetings=meetings,
        )
        for row in list_attenders(g.actor, workshop, on_paper=True)
    ]
    head = papers.letterhead_of(workshop.municipality_id)
    unit_of_work.let_go()
    return pdf(slip_papers.render(head, cards), "cartoes-de-presenca")


def _names(workshop: Workshop) -> list[str]:
    return [row.on_papers for row in list_attenders(g.actor, workshop, on_paper=True)]


def _series(workshop: Workshop, planned: Sequence[Session]) -> SheetSeries:
    names = staff_names(workshop.leader_ids)
    return SheetSeries(
        title=workshop.title,
        organisation=papers.organisation_name(workshop),
        facilitators=tuple(names[each] for each in workshop.leader_ids if each in names),
        sessions_count=len(planned),
    )


def _sheet_session(session: Session, planned: Sequence[Session]) -> SheetSession:
    number = next((at for at, each in enumerate(planned, 1) if each.id == session.id), 0)
    return SheetSession(
        number=number,
        on=session.on,
        starts=session.starts,
        ends=session.ends,
        place=session.where,
        title=session.title,
        summary=session.summary,
    )
