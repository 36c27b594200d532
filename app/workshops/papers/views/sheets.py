"""Papers of a series for the office: sheets to sign, slips with a QR code."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from flask import Response
from flask_babel import lazy_gettext as _l

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.actor import Actor
from app.core.http import public_address
from app.core.papers.paper import Paper
from app.core.permission import Permission
from app.people.queries import has_sealed_since
from app.ui.long_files import Args, offer
from app.ui.paper_files import LINES, Contents, PaperFile, answer, id_in
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

SHEET = "folha-de-presencas"
ANY = "any"
"""Stands for the word of each slip in the address of all."""


def _read_session(actor: Actor, args: Args) -> Contents:
    session = get_session(actor, id_in(args, "workshop_session_id"))
    workshop = session.workshop
    names = _names(actor, workshop)

    def compose() -> Paper:
        planned = list_sessions(actor, workshop, with_cancelled=False)
        head, series = papers.letterhead_of(workshop.municipality_id, workshop), _series(workshop, planned)
        return sheets.session_sheet(head, series, _sheet_session(session, planned), names)

    return Contents(SHEET, workshop.municipality_id, len(names) // LINES, compose)


def _read_series(actor: Actor, args: Args) -> Contents:
    workshop = get_workshop(actor, id_in(args, "workshop_id"))
    names = _names(actor, workshop)
    pages = sheets.sheets_of(len(list_sessions(actor, workshop, with_cancelled=False)))

    def compose() -> Paper:
        planned = list_sessions(actor, workshop, with_cancelled=False)
        head, series = papers.letterhead_of(workshop.municipality_id, workshop), _series(workshop, planned)
        return sheets.series_sheet(head, series, [_sheet_session(each, planned) for each in planned], names)

    return Contents(SHEET, workshop.municipality_id, pages * len(names) // LINES, compose)


def _read_slips(actor: Actor, args: Args) -> Contents:
    workshop = get_workshop(actor, id_in(args, "workshop_id"))

    def compose() -> Paper:
        slips = list(_slips(actor, workshop, args["slip"]))
        return slip_papers.on_paper(papers.letterhead_of(workshop.municipality_id), slips)

    return Contents("cartoes-de-presenca", workshop.municipality_id, len(_names(actor, workshop)), compose)


SESSION_SHEET = PaperFile(
    "session_sheet.file",
    Permission.ATTENDANCE_WRITE,
    _l("Sheet to sign"),
    _read_session,
    is_outdated=has_sealed_since,
)
SERIES_SHEET = PaperFile(
    "series_sheet.file",
    Permission.ATTENDANCE_WRITE,
    _l("Sheets to sign"),
    _read_series,
    is_outdated=has_sealed_since,
)
SLIPS = PaperFile(
    "slips.file",
    Permission.ATTENDANCE_WRITE,
    _l("Slips to bring along"),
    _read_slips,
    is_outdated=has_sealed_since,
    addresses=lambda: {"slip": public_address("workshops.slip", slip_token=ANY)},
)
offer(SESSION_SHEET)
offer(SERIES_SHEET)
offer(SLIPS)


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/sheet.pdf")
@requires(Permission.ATTENDANCE_WRITE)
def session_sheet(workshop_session_id: UUID) -> Response:
    """The sheet that people sign in one session; protected people write their own line."""
    return answer(SESSION_SHEET, workshop_session_id=workshop_session_id)


@bp.get("/workshops/<uuid:workshop_id>/sheet.pdf")
@requires(Permission.ATTENDANCE_WRITE)
def series_sheet(workshop_id: UUID) -> Response:
    """The sheets that people sign over a whole series."""
    return answer(SERIES_SHEET, workshop_id=workshop_id)


@bp.get("/workshops/<uuid:workshop_id>/slips.pdf")
@requires(Permission.ATTENDANCE_WRITE)
def slips(workshop_id: UUID) -> Response:
    """Slips for everybody in the series, to cut out and to bring along."""
    return answer(SLIPS, workshop_id=workshop_id)


def _names(actor: Actor, workshop: Workshop) -> list[str]:
    return [row.on_papers for row in list_attenders(actor, workshop, on_paper=True)]


def _slips(actor: Actor, workshop: Workshop, address: str) -> Iterator[Slip]:
    """`address` is that of any slip."""
    planned = list_sessions(actor, workshop, with_cancelled=False)
    meetings = tuple(
        Meeting(each.on, each.starts, each.where) for each in planned if each.state == SessionState.PLANNED
    )
    for row in list_attenders(actor, workshop, on_paper=True):
        yield Slip(
            name=row.on_papers,
            title=workshop.title,
            language=row.enrolment.language,
            address=address.removesuffix(ANY) + token_of(row.enrolment.id),
            meetings=meetings,
        )


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
