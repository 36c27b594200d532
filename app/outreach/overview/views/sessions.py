"""The sessions where people are registered, and all that is done for one of them."""

from uuid import UUID

from flask import g, render_template

from app.core import clock
from app.core.access import requires
from app.core.permission import Permission
from app.core.staff import staff_names
from app.network.queries import get_zone
from app.outreach.blueprint import bp
from app.outreach.devices.presence import carries_cookie, device_of_request
from app.outreach.overview.queries import Arrived, arrived_in, sessions_around
from app.outreach.packs.forms import PrepareForm
from app.outreach.packs.queries import list_prepared
from app.outreach.packs.readiness import why_not
from app.outreach.packs.wording import ELSEWHERE, NOT_READY
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
        device=device_of_request(),
        is_marked=carries_cookie(),
    )


@bp.get("/sessions/<uuid:session_id>")
@requires(Permission.OUTREACH_REGISTER)
def session(session_id: UUID) -> str:
    """What can be done for a session: before it, at it, after it."""
    found, device = get_session(g.actor, session_id), device_of_request()
    prepared = list_prepared(session_id)
    why = why_not(found, clock.now())
    is_elsewhere = device is not None and device.municipality_id != found.municipality_id
    return render_template(
        "outreach/overview/session.html",
        session=found,
        arrived=arrived_in([session_id]).get(session_id, Arrived()),
        prepared=prepared,
        names=staff_names(each.prepared_by for each in prepared),
        device=device,
        is_marked=carries_cookie(),
        prepare_form=PrepareForm(),
        not_ready=NOT_READY[why] if why else ELSEWHERE if is_elsewhere else "",
    )
