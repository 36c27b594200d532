"""The page that a prepared device opens without network, and which files it needs beside it."""

from uuid import UUID

from flask import Response, current_app, jsonify, render_template

from app.accounts.resolution import resolve_staff
from app.core.access import public
from app.core.errors import Forbidden
from app.core.headers import Power, allows
from app.outreach.blueprint import bp
from app.outreach.devices.presence import device_of_request, staff_of_request
from app.outreach.packs.files import files_of
from app.outreach.packs.keys import carried_of
from app.outreach.packs.queries import get_pack


@bp.get("/packs/<uuid:pack_id>")
@public
@allows(Power.WORKER)
def pack(pack_id: UUID) -> str:
    """The form and all it needs, for the device of the pack and for staff who may see the session."""
    return _page(pack_id)


@bp.get("/packs/<uuid:pack_id>/files.json")
@public
def pack_files(pack_id: UUID) -> Response:
    """The addresses that the page leads to: what is put beside it on the device."""
    folder = f"/assets/{current_app.config['ASSETS_VERSION']}/"
    return jsonify(files=files_of(_page(pack_id), folder))


def _page(pack_id: UUID) -> str:
    device, staff = device_of_request(), staff_of_request()
    if device is None and staff is None:
        resolve_staff()  # asks whoever is nobody to sign in
        raise Forbidden
    found, session = get_pack(pack_id, device=device, staff=staff)
    carried = carried_of(found)
    return render_template(
        "outreach/packs/pack.html", pack=found, session=session, carried=carried, device=device
    )
