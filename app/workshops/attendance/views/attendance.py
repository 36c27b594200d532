"""The tables of attendance: of one session, and of a series with a column for each session."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import i18n
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.paging import Page, part
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.workshops.attendance import marks
from app.workshops.attendance.forms.attendance import (
    Cells,
    sent_rows,
    stored_cells,
    too_early,
    typed_cells,
    with_theirs,
)
from app.workshops.attendance.hours import ATTENDING
from app.workshops.attendance.models import AttendanceState
from app.workshops.attendance.operations.attendance import NotedMeanwhile, NotYet, note_attendance
from app.workshops.attendance.queries import attendance as reads
from app.workshops.attendance.queries.attendance import Attender, Marks
from app.workshops.blueprint import bp
from app.workshops.enrolments.reasons import of_absence, reasons
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session, get_workshop, list_sessions

PRESENT = AttendanceState.PRESENT.value
A_PAGE = 100
"""People in one table: twenty to forty are usual, and thousands can happen."""


@bp.route("/workshops/sessions/<uuid:workshop_session_id>/attendance", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_WRITE)
def note_session(workshop_session_id: UUID) -> Response:
    """The table of a session; its second button marks whoever is not noted yet as present."""
    session = get_session(g.actor, workshop_session_id)
    everybody = reads.list_attenders(g.actor, session.workshop)
    people = _on_this_page(everybody)
    cells, status = _stored([session], people.items), 200
    if writes():
        rest = PRESENT if request.form.get("rest") == PRESENT else ""
        refused = _note(session.workshop, typed_cells(cells, request.form, rest=rest))
        if refused is None:
            return see_other("workshops.note_session", workshop_session_id=workshop_session_id, after=_then())
        cells, status = refused
    shown, stored = list(cells.values()), reads.states_in(session)
    states = [stored.get(row.enrolment.id, AttendanceState.EXPECTED) for row in everybody]
    return respond(
        "workshops/attendance/attendance.html",
        status=status,
        session=session,
        workshop=session.workshop,
        page=people,
        after=request.args.get("after"),
        cells=shown,
        noted=_noted([session], people.items),
        missing=states.count(AttendanceState.EXPECTED),
        present=sum(state in ATTENDING for state in states),
        **_words(shown),
    )


@bp.route("/workshops/<uuid:workshop_id>/attendance", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_WRITE)
def note_series(workshop_id: UUID) -> Response:
    workshop = get_workshop(g.actor, workshop_id)
    sessions = list_sessions(g.actor, workshop, with_cancelled=False)
    people = _on_this_page(reads.list_attenders(g.actor, workshop))
    cells, status = _stored(sessions, people.items), 200
    if writes():
        refused = _note(workshop, typed_cells(cells, request.form))
        if refused is None:
            return see_other("workshops.note_series", workshop_id=workshop_id, after=_then())
        cells, status = refused
    noted = _noted(sessions, people.items)
    return respond(
        "workshops/attendance/series_attendance.html",
        status=status,
        workshop=workshop,
        sessions=sessions,
        page=people,
        after=request.args.get("after"),
        cells=cells,
        may_certify=g.actor.may(Permission.CERTIFICATE_WRITE, workshop.municipality_id),
        may_confirm=g.actor.may(Permission.INVENTORY_CONFIRM, workshop.municipality_id),
        hours=reads.hours_in(sessions, people.items, noted),
        missing={each.session.id: each.missing for each in reads.list_to_fill_in(g.actor, workshop.id)},
        **_words(list(cells.values())),
    )


def _on_this_page(everybody: Sequence[Attender]) -> Page[Attender]:
    """Of whom the table is; of a table that was sent, whose rows it has."""
    page = part(everybody, request.args.get("after"), A_PAGE)
    return replace(page, items=sent_rows(everybody, request.form)) if writes() else page


def _then() -> str | None:
    """The page of the table that is shown once what was typed is kept: the same, or what the button says."""
    return request.form.get("then", request.args.get("after"))


def _stored(sessions: Sequence[Session], people: Sequence[Attender]) -> Cells:
    return stored_cells(sessions, people, _noted(sessions, people))


def _noted(sessions: Sequence[Session], people: Sequence[Attender]) -> Marks:
    return reads.marks_in([each.id for each in sessions], of=[row.enrolment.id for row in people])


def _note(workshop: Workshop, cells: Cells) -> tuple[Cells, int] | None:
    """Keep what was typed; else the table to show again, and the status to show it with."""
    if any(cell.error for cell in cells.values()):
        return cells, 422
    try:
        count = note_attendance(g.actor, workshop=workshop, changes=[cell.change for cell in cells.values()])
    except NotedMeanwhile as meanwhile:
        return with_theirs(cells, meanwhile.theirs), 409
    except NotYet:
        return too_early(cells), 422
    if count:
        flash(ngettext("%(num)s note was kept.", "%(num)s notes were kept.", count), "good")
    elif "then" not in request.form:
        flash(_("Nothing has changed."), "info")
    return None


def _words(cells: Sequence[Any]) -> dict[str, Any]:
    """The words of the table in the language of the page, and what is wrong with it."""
    spoken = i18n.current().code
    names = {key: str(each) for key, each in marks.states().items()}
    return {
        "states": [(key, names[key], each.letter(spoken)) for key, each in marks.states().items()],
        "reasons": [(key, str(each)) for key, each in of_absence().items()],
        "state_names": names,
        "reason_name": lambda key: reasons().name(key, spoken),
        "wrong": [cell for cell in cells if cell.error],
        "theirs": [cell for cell in cells if cell.theirs],
    }
