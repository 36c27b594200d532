"""The sessions where people are registered, and all that is done for one of them."""

from typing import Any
from uuid import UUID

from flask import Response, g, render_template

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_names
from app.network.queries import get_zone
from app.outreach.blueprint import bp
from app.outreach.devices.presence import carries_cookie, device_of_request
from app.outreach.overview.queries import Arrived, arrived_in, sessions_around
from app.outreach.packs.forms import PrepareForm
from app.outreach.packs.operations import DeviceFromElsewhere, NotNow, prepare
from app.outreach.packs.queries import list_prepared
from app.outreach.packs.readiness import why_not
from app.outreach.packs.wording import ELSEWHERE, NOT_READY
from app.workshops.planning.models.session import Session
from app.workshops.planning.queries.series import get_session


@bp.get("")
@requires(Permission.OUTREACH_REGISTER)
def index() -> str:
    around = sessions_around(g.actor, clock.today(get_zone(g.actor.here())))
    return render_template(
        "outreach/overview/index.html",
        around=around,
        arrived=arrived_in(around.ids),
        nothing=Arrived(),
        **_browser(),
    )


@bp.get("/sessions/<uuid:workshop_session_id>")
@requires(Permission.OUTREACH_REGISTER)
def session(workshop_session_id: UUID) -> Response:
    """What can be done for a session: before it, at it, after it."""
    return _page(get_session(g.actor, workshop_session_id), PrepareForm())


@bp.post("/sessions/<uuid:workshop_session_id>/packs")
@requires(Permission.OUTREACH_REGISTER)
def prepare_session(workshop_session_id: UUID) -> Response:
    """The keys of a pack for this browser; its page then fetches by itself what it needs."""
    found, form = get_session(g.actor, workshop_session_id), PrepareForm()
    if not form.validate_on_submit():
        return _page(found, form, form.status)
    try:
        pack = prepare(g.actor, pack_id=form.new_id, session=found, device=device_of_request())
    except (NotNow, DeviceFromElsewhere) as refusal:
        return _page(found, form, refusal.status)
    return see_other("outreach.pack", pack_id=pack.id)


def _page(found: Session, form: PrepareForm, status: int = 200) -> Response:
    prepared = list_prepared(found.id)
    return respond(
        "outreach/overview/session.html",
        status=status,
        session=found,
        arrived=arrived_in([found.id]).get(found.id, Arrived()),
        prepared=prepared,
        names=staff_names(each.prepared_by for each in prepared),
        form=form,
        not_ready=_not_ready(found),
        **_browser(),
    )


def _not_ready(found: Session) -> Any:
    """Why this browser cannot be prepared for the session now, in words; "" where it can."""
    if why := why_not(found, clock.now()):
        return NOT_READY[why]
    device = device_of_request()
    return ELSEWHERE if device is not None and device.municipality_id != found.municipality_id else ""


def _browser() -> dict[str, Any]:
    return {"device": device_of_request(), "is_marked": carries_cookie()}
