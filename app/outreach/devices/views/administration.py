"""Administrators add devices, give them codes and cut them off. All of them: overview/views/devices.py."""

from uuid import UUID

from flask import Response, flash, g, render_template
from flask_babel import gettext as _

from app.core.access import confirmed, requires
from app.core.http import respond, see_other, show_once, shown_once
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.devices import operations
from app.outreach.devices.forms import DeviceForm
from app.outreach.devices.queries import get_device


@bp.route("/devices/new", methods=["GET", "POST"])
@confirmed()
@requires(Permission.DEVICE_WRITE)
def add_device() -> Response:
    form = DeviceForm()
    if form.validate_on_submit():
        code = operations.add_device(
            g.actor, device_id=form.new_id, municipality_id=form.drawn_in, name=str(form.name.data)
        )
        return _show_once(form.new_id, code)
    return respond("outreach/devices/new.html", status=form.status, form=form)


@bp.get("/devices/<uuid:device_id>/code")
@requires(Permission.DEVICE_WRITE)
def device_code(device_id: UUID) -> str:
    """The one-time code, the first time this page is opened and never again."""
    device = get_device(g.actor, device_id)
    return render_template("outreach/devices/code.html", device=device, code=shown_once(device_id))


@bp.post("/devices/<uuid:device_id>/code")
@confirmed()
@requires(Permission.DEVICE_WRITE)
def renew_code(device_id: UUID) -> Response:
    device = get_device(g.actor, device_id)
    return _show_once(device_id, operations.renew_code(g.actor, device=device))


@bp.get("/devices/<uuid:device_id>/revocation")
@requires(Permission.DEVICE_WRITE)
def confirm_revocation(device_id: UUID) -> str:
    return render_template("outreach/devices/revoke.html", device=get_device(g.actor, device_id))


@bp.post("/devices/<uuid:device_id>/revocation")
@requires(Permission.DEVICE_WRITE)
def revoke_device(device_id: UUID) -> Response:
    device = get_device(g.actor, device_id)
    operations.revoke_device(g.actor, device=device)
    flash(_("%(device)s was cut off.", device=device.name), "good")
    return see_other("outreach.devices")


def _show_once(device_id: UUID, code: str) -> Response:
    show_once(device_id, code)
    return see_other("outreach.device_code", device_id=device_id)
