"""All devices of a municipality, when each was seen and what came from it."""

from flask import g, render_template

from app.core.access import requires
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.overview.queries import list_devices


@bp.get("/devices")
@requires(Permission.DEVICE_WRITE)
def devices() -> str:
    return render_template("outreach/overview/devices.html", devices=list_devices(g.actor))
