"""A device is prepared for a session, and the page that it then opens without network."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, flash, g, jsonify, render_template
from flask_babel import gettext as _

from app.core.access import public, requires
from app.core.errors import NotSignedIn
from app.core.headers import Power, allows
from app.core.http import see_other
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.devices.presence import device_of_request, staff_of_request
from app.outreach.packs.files import files_of
from app.outreach.packs.forms import PrepareForm
from app.outreach.packs.keys import carried_of
from app.outreach.packs.operations import DeviceFromElsewhere, NotNow, prepare
from app.outreach.packs.queries import get_pack
from app.outreach.packs.wording import ELSEWHERE, NOT_READY
from app.workshops.planning.queries.series import get_session


@bp.post("/sessions/<uuid:session_id>/packs")
@requires(Permission.OUTREACH_REGISTER)
def prepare_session(session_id: UUID) -> Response:
    """The keys of a pack for this browser; its page then fetches what it needs by itself."""
    session = get_session(g.actor, session_id)
    form = PrepareForm()
    if not form.validate_on_submit():
        return see_other("outreach.session", session_id=session_id)
    try:
        pack = prepare(g.actor, pack_id=form.new_id, session=session, device=device_of_request())
    except NotNow as error:
        return _refused(session_id, NOT_READY[error.why])
    except DeviceFromElsewhere:
        return _refused(session_id, ELSEWHERE)
    return see_other("outreach.pack", pack_id=pack.id)


@bp.get("/packs/<uuid:pack_id>")
@public
@allows(Power.WORKER)
def pack(pack_id: UUID) -> str:
    """The form and all it needs, as it will be opened without network."""
    return _page(pack_id)


@bp.get("/packs/<uuid:pack_id>/files.json")
@public
def pack_files(pack_id: UUID) -> Response:
    """The addresses that the page of a pack leads to: what lies beside it on the device."""
    folder = f"/assets/{current_app.config['ASSETS_VERSION']}/"
    return jsonify(files=files_of(_page(pack_id), folder))


def _page(pack_id: UUID) -> str:
    device, staff = device_of_request(), staff_of_request()
    if device is None and staff is None:
        raise NotSignedIn
    found, session = get_pack(pack_id, device=device, staff=staff)
    context: dict[str, Any] = {"pack": found, "session": session, "carried": carried_of(found)}
    return render_template("outreach/packs/pack.html", **context, device=device)


def _refused(session_id: UUID, why: Any) -> Response:
    flash(str(why) or _("That did not work."), "bad")
    return see_other("outreach.session", session_id=session_id)
