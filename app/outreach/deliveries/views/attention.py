"""What needs somebody: the list, by session, and letting in what only waits for somebody to answer for it."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import ngettext

from app.core.access import requires
from app.core.errors import NotFound
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.deliveries import queries, reasons
from app.outreach.deliveries.forms import RecordFilters
from app.outreach.deliveries.operations.deciding import answer_for
from app.outreach.deliveries.queries import Filters, Waiting
from app.outreach.deliveries.states import RECORD
from app.ui.listing import read_listing
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session

REGISTER = Permission.OUTREACH_REGISTER


@bp.get("/attention")
@requires(REGISTER)
def attention() -> Response:
    waiting = queries.waiting_by_session(g.actor)
    form = RecordFilters(request.args)
    form.offer([*(each.session for each in waiting if each.session), *_asked_for(waiting)])
    asked = read_listing(form)
    filters = Filters(
        state=asked["state"],
        reason=asked["reason"],
        session=asked["session"],
        slip=form.slip_number if asked["slip"] else None,
    )
    page = queries.records_page(g.actor, filters, after=asked.after)
    return respond(
        "outreach/deliveries/attention.html",
        status=asked.status,
        listing=asked,
        page=page,
        waiting=waiting,
        sessions=queries.sessions_of(page.items),
        states=RECORD,
        reasons={**reasons.attention(), **reasons.dismissed()},
    )


def _asked_for(waiting: Sequence[Waiting]) -> list[Session]:
    """The session that the address names, where nothing of it waits: somebody comes from its page."""
    try:
        session_id = UUID(request.args.get("session", ""))
        there = {each.session.id for each in waiting if each.session}
        return [] if session_id in there else [get_session(g.actor, session_id)]
    except (ValueError, NotFound):
        return []


@bp.post("/sessions/<uuid:workshop_session_id>/admission")
@requires(REGISTER)
def admit(workshop_session_id: UUID) -> Response:
    """Let in, in one's own name, whatever of a session was made by somebody who has left."""
    session = get_session(g.actor, workshop_session_id)
    if Form().validate_on_submit():
        count = answer_for(g.actor, session=session)
        flash(
            ngettext(
                "%(num)d registration is being made in your name.",
                "%(num)d registrations are being made in your name.",
                count,
            ),
            "good",
        )
    return see_other("outreach.attention", session=session.id)
