"""This very browser becomes a device for sessions by its one-time code, or is let go."""

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.accounts.browser import speak_as_browser
from app.core.access import public
from app.core.enrolling import CodeNotKnown, EnrolledElse, demand_free
from app.core.http import respond, see_other
from app.outreach.blueprint import bp
from app.outreach.devices import operations
from app.outreach.devices.presence import carries_cookie, device_of_request, keep, mark, may_hold_records
from app.ui.enrolment_form import EnrolmentForm


@bp.route("/device", methods=["GET", "POST"])
@public
def enrol_device() -> Response:
    """The code, in plain digits. What lies in the browser's queue stays there, whatever it was before."""
    speak_as_browser()
    demand_free("outreach")
    form, before = EnrolmentForm(), device_of_request()
    if form.validate_on_submit():
        try:
            _, key = operations.enrol(
                g.actor, code=str(form.code.data), address=request.remote_addr or "", before=before
            )
        except CodeNotKnown:
            form.refuse()
        else:
            keep(key)
            return see_other("outreach.enrol_device")
    return respond(
        "outreach/devices/enrol.html",
        status=form.status,
        form=form,
        device=before,
        was_device=carries_cookie() and before is None,
        may_hold=may_hold_records(),
    )


@bp.post("/device/leaving")
@public
def leave_device() -> Response:
    """The browser is no device any more. What was registered in it stays, and keeps it from being a kiosk."""
    speak_as_browser()
    if device := device_of_request():
        operations.let_go(g.actor, device=device)
    keep("")
    flash(_("This browser is no registering device any more."), "good")
    return see_other("outreach.enrol_device")


@bp.post("/device/emptied")
@public
def say_emptied() -> Response:
    """Somebody looked: no registration is kept in this browser, and it may become a kiosk."""
    speak_as_browser()
    mark(may_hold=False)
    flash(_("It is noted that no registration is kept in this browser."), "good")
    return see_other("outreach.enrol_device")


@bp.errorhandler(EnrolledElse)
def is_kiosk(error: EnrolledElse) -> Response:
    return respond(
        "outreach/devices/is_kiosk.html",
        status=error.status,
        is_marked=carries_cookie(),
        may_hold=may_hold_records(),
    )
