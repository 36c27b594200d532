"""What came of a session, on the screen and on paper; whom to call back, of one session and of all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_names
from app.outreach.blueprint import bp
from app.outreach.closing.operations import note_calls, open_telephones
from app.outreach.closing.queries import Call, entered_in, list_calls
from app.outreach.closing.tables import tables
from app.people.models import ContactPoint
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session
from app.workshops.reports.operations import note_reading
from app.workshops.reports.queries.activity import session_report

PAPER = "paper"
Points = Mapping[UUID, Sequence[ContactPoint]]


@bp.get("/sessions/<uuid:workshop_session_id>/closing")
@requires(Permission.OUTREACH_REGISTER)
def closing(workshop_session_id: UUID) -> Response:
    return _closing(get_session(g.actor, workshop_session_id))


@bp.get("/sessions/<uuid:workshop_session_id>/closing/paper")
@requires(Permission.OUTREACH_REGISTER)
def closing_paper(workshop_session_id: UUID) -> Response:
    session = get_session(g.actor, workshop_session_id)
    return respond("outreach/closing/paper.html", **_figures(session))


@bp.post("/sessions/<uuid:workshop_session_id>/closing/telephones")
@requires(Permission.CONTACT_READ)
def open_session_calls(workshop_session_id: UUID) -> Response:
    """The telephones in the answer itself, which is kept: reloading it is another opening."""
    g.actor.demand(Permission.OUTREACH_REGISTER)
    session = get_session(g.actor, workshop_session_id)
    found = list_calls(g.actor, session)
    points = open_telephones(g.actor, calls=found)
    if request.form.get("where") == PAPER:
        return _call_paper(found, points, url_for("outreach.closing", workshop_session_id=session.id))
    return _closing(session, found, points)


@bp.post("/sessions/<uuid:workshop_session_id>/closing/calls")
@requires(Permission.OUTREACH_REGISTER)
def note_session_calls(workshop_session_id: UUID) -> Response:
    session = get_session(g.actor, workshop_session_id)
    _note()
    return see_other("outreach.closing", workshop_session_id=session.id)


@bp.get("/calls")
@requires(Permission.OUTREACH_REGISTER)
def calls() -> Response:
    """Who still waits for a call, of whatever session."""
    return _all_calls(list_calls(g.actor))


@bp.post("/calls/telephones")
@requires(Permission.CONTACT_READ)
def open_calls() -> Response:
    g.actor.demand(Permission.OUTREACH_REGISTER)
    found = list_calls(g.actor)
    points = open_telephones(g.actor, calls=found)
    if request.form.get("where") == PAPER:
        return _call_paper(found, points, url_for("outreach.calls"))
    return _all_calls(found, points)


@bp.post("/calls")
@requires(Permission.OUTREACH_REGISTER)
def note_all_calls() -> Response:
    _note()
    return see_other("outreach.calls")


def _closing(session: Session, found: Sequence[Call] | None = None, points: Points | None = None) -> Response:
    listed = list_calls(g.actor, session) if found is None else found
    return respond("outreach/closing/closing.html", **_figures(session), **_list(listed, points))


def _figures(session: Session) -> dict[str, Any]:
    """In exact numbers for whoever may read them, which is kept."""
    report, teller = session_report(g.actor, session)
    is_exact = g.actor.may(Permission.STATISTICS_EXACT, session.municipality_id)
    if is_exact:
        there = replace(g.actor, municipality_id=session.municipality_id)
        note_reading(there, first=session.on, last=session.on)
    return {
        "session": session,
        "entered": entered_in(session),
        "sections": tables(session, report, teller),
        "is_exact": is_exact,
        "may_report": g.actor.may(Permission.WORKSHOP_WRITE, session.municipality_id),
    }


def _all_calls(found: Sequence[Call], points: Points | None = None) -> Response:
    return respond("outreach/closing/calls.html", **_list(found, points))


def _list(found: Sequence[Call], points: Points | None) -> dict[str, Any]:
    return {
        "to_call": found,
        "points": points,
        "names": staff_names(each.registration.called_by for each in found),
        "may_call": g.actor.may(Permission.CONTACT_READ),
    }


def _call_paper(found: Sequence[Call], points: Points, back: str) -> Response:
    listed = [each for each in found if each.person.id in points]
    return respond("outreach/closing/call_paper.html", to_call=listed, points=points, back=back)


def _note() -> None:
    """What changed against what the page showed: nobody undoes what somebody else has noted meanwhile."""
    called, before = (_ids(name) for name in ("called", "before"))
    count = note_calls(g.actor, called=called - before, not_called=before - called)
    said = ngettext("%(num)d change was noted.", "%(num)d changes were noted.", count)
    flash(said if count else _("Nothing changed."), "good")


def _ids(name: str) -> set[UUID]:
    try:
        return {UUID(each) for each in request.form.getlist(name)}
    except ValueError:
        raise NotFound from None
