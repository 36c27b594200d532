"""The page that a prepared device opens without network, and which files it needs beside it."""

from uuid import UUID

from flask import Response, current_app, jsonify

from app.accounts.browser import speak_as_browser
from app.accounts.resolution import find_browser, resolve_staff
from app.core import i18n
from app.core.access import public
from app.core.enrolling import demand_free
from app.core.errors import Forbidden
from app.core.headers import Power, allows
from app.core.http import respond
from app.outreach.blueprint import bp
from app.outreach.devices.presence import device_of_request, mark, may_hold_records, staff_of_request
from app.outreach.packs.files import files_of
from app.outreach.packs.keys import carried_of
from app.outreach.packs.queries import get_pack
from app.outreach.registrations.choices import find_choices
from app.outreach.registrations.forms import RegistrationForm


@bp.get("/packs/<uuid:pack_id>")
@public
@allows(Power.WORKER, Power.CAMERA)
def pack(pack_id: UUID) -> Response:
    """The form and all it needs, for the device of the pack and for staff who may see the session."""
    return _page(pack_id)


@bp.get("/packs/<uuid:pack_id>/files.json")
@public
def pack_files(pack_id: UUID) -> Response:
    """The addresses that the page leads to: what is put beside it on the device."""
    page = _page(pack_id)
    if page.status_code != 200:
        return page
    folder = f"/assets/{current_app.config['ASSETS_VERSION']}/"
    return jsonify(files=files_of(page.get_data(as_text=True), folder))


def _page(pack_id: UUID) -> Response:
    device, staff = device_of_request(), staff_of_request()
    if device is None and staff is None:
        return _closed(pack_id)
    if staff is None:
        speak_as_browser()
    if device is None and not may_hold_records():  # a kiosk that staff sign in at is emptied after visits
        demand_free("outreach")
    found, session = get_pack(pack_id, device=device, staff=staff)
    mark(may_hold=True)
    offered = find_choices(session.municipality_id, session)
    form = RegistrationForm(formdata=None, data={"language": offered.consent_language(i18n.MAIN)})
    form.offer(offered)
    return respond(
        "outreach/packs/pack.html",
        pack=found,
        session=session,
        carried=carried_of(found),
        device=device,
        form=form,
        choices=offered,
        spoken=form.language.data,
    )


def _closed(pack_id: UUID) -> Response:
    """For a browser that is no device, or none any more: it is enrolled again, or somebody signs in."""
    if find_browser():
        resolve_staff()  # who lacks a second factor has a page of their own
        raise Forbidden
    speak_as_browser()
    return respond("outreach/packs/closed.html", status=401, pack_id=pack_id)
