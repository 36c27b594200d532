"""The tables of attendance: of one session, and of a series with a column for each session."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import i18n
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.workshops import marks, queries
from app.workshops.forms.attendance import (
    Cells,
    TableForm,
    stored_cells,
    too_early,
    typed_cells,
    with_theirs,
)
from app.workshops.hours import ATTENDING
from app.workshops.models import AttendanceState, Session, Workshop
from app.workshops.queries import attendance as reads
from app.workshops.reasons import of_absence, reason_name
from app.workshops.services.attendance import NotedMeanwhile, NotYet, note_attendance
from app.workshops.views.blueprint import bp

PRESENT = AttendanceState.PRESENT.value


@bp.get("/workshops/sessions/<uuid:workshop_session_id>/attendance")
@requires(Permission.ATTENDANCE_WRITE)
def attendance(workshop_session_id: UUID) -> Response:
    session = queries.get_session(g.actor, workshop_session_id)
    return _session_page(session, _stored(session.workshop, [session]))


@bp.post("/workshops/sessions/<uuid:workshop_session_id>/attendance")
@requires(Permission.ATTENDANCE_WRITE)
def note_session(workshop_session_id: UUID) -> Response:
    """Keep the table; the second button marks whoever is not noted yet as present."""
    session = queries.get_session(g.actor, workshop_session_id)
    rest = PRESENT if request.form.get("rest") == PRESENT else ""
    cells: Cells = typed_cells(_stored(session.workshop, [session]), request.form, rest=rest)
    if refused := _note(session.workshop, cells):
        cells, status = refused
        return _session_page(session, cells, status=status)
    return see_other("workshops.attendance", workshop_session_id=workshop_session_id)


@bp.get("/workshops/<uuid:workshop_id>/attendance")
@requires(Permission.ATTENDANCE_WRITE)
def series_attendance(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    sessions = _held_or_planned(workshop)
    return _series_page(workshop, sessions, _stored(workshop, sessions))


@bp.post("/workshops/<uuid:workshop_id>/attendance")
@requires(Permission.ATTENDANCE_WRITE)
def note_series(workshop_id: UUID) -> Response:
    workshop = queries.get_workshop(g.actor, workshop_id)
    sessions = _held_or_planned(workshop)
    cells: Cells = typed_cells(_stored(workshop, sessions), request.form)
    if refused := _note(workshop, cells):
        cells, status = refused
        return _series_page(workshop, sessions, cells, status=status)
    return see_other("workshops.series_attendance", workshop_id=workshop_id)


def _note(workshop: Workshop, cells: Cells) -> tuple[Cells, int] | None:
    """Keep what was typed; else the table to show again, and the status to show it with."""
    if not TableForm().validate() or any(cell.error for cell in cells.values()):
        return cells, 422
    try:
        count = note_attendance(g.actor, workshop=workshop, changes=[cell.change for cell in cells.values()])
    except NotedMeanwhile as meanwhile:
        return with_theirs(cells, meanwhile.theirs), 409
    except NotYet:
        return too_early(cells), 422
    if count:
        flash(ngettext("%(num)s note was kept.", "%(num)s notes were kept.", count), "good")
    else:
        flash(_("Nothing has changed."), "info")
    return None


def _stored(workshop: Workshop, sessions: Sequence[Session]) -> Cells:
    people = reads.list_attenders(g.actor, workshop)
    return stored_cells(sessions, people, reads.marks_in([each.id for each in sessions]))


def _held_or_planned(workshop: Workshop) -> list[Session]:
    return [each for each in queries.list_sessions(g.actor, workshop) if not each.is_cancelled]


def _session_page(session: Session, cells: Cells, *, status: int = 200) -> Response:
    shown = list(cells.values())
    noted = reads.marks_in([session.id])
    return respond(
        "workshops/attendance.html",
        status=status,
        session=session,
        workshop=session.workshop,
        cells=shown,
        noted=noted,
        missing=sum(cell.was.state == AttendanceState.EXPECTED for cell in shown),
        present=sum(cell.was.state in ATTENDING for cell in shown),
        **_words(shown),
    )


def _series_page(
    workshop: Workshop, sessions: Sequence[Session], cells: Cells, *, status: int = 200
) -> Response:
    people = {cell.row.enrolment.id: cell.row for cell in cells.values()}
    noted = reads.marks_in([each.id for each in sessions])
    return respond(
        "workshops/series_attendance.html",
        status=status,
        workshop=workshop,
        sessions=sessions,
        people=list(people.values()),
        cells=cells,
        may_certify=g.actor.may(Permission.CERTIFICATE_WRITE, workshop.municipality_id),
        may_confirm=g.actor.may(Permission.INVENTORY_CONFIRM, workshop.municipality_id),
        hours=reads.hours_in(sessions, people.values(), noted),
        missing={each.session_id: each.missing for each in reads.list_to_fill_in(g.actor, workshop.id)},
        **_words(list(cells.values())),
    )


def _words(cells: Sequence[Any]) -> dict[str, Any]:
    """The words of the table in the language of the page, and what is wrong with it."""
    spoken = i18n.current().code
    return {
        "states": [(each.key, each.name(spoken), each.letter(spoken)) for each in marks.states()],
        "reasons": [(each.key, each.name(spoken)) for each in of_absence()],
        "state_names": {each.key: each.name(spoken) for each in marks.states()},
        "reason_name": lambda key: reason_name(key, spoken),
        "wrong": [cell for cell in cells if cell.error],
        "theirs": [cell for cell in cells if cell.theirs],
    }
