"""How a device becomes a terminal of the kiosk, and how its browser starts."""

from flask import Response, g, jsonify, render_template, request

from app.core import cookies
from app.core.access import public
from app.core.enrolling import CodeNotKnown, EnrolledElse, demand_free
from app.core.forms import csrf
from app.core.http import respond, see_other
from app.kiosk.blueprint import bp
from app.kiosk.operations import terminals as operations
from app.kiosk.outage import words_for
from app.kiosk.presence import COOKIE
from app.network.queries import get_municipality
from app.ui.enrolment_form import EnrolmentForm

ONE_YEAR = 31_536_000
LONGEST_SENT = 500
"""Bytes of a launcher's message; anybody can send one, and JSON may hold more than its bytes."""


@bp.post("/terminals/enrolment")
@public
def enrol_launcher() -> Response | tuple[Response, int]:
    """For the launcher: `{"code": "…"}` → `{"key": "…"}`; 422 for a code that is not known."""
    try:
        terminal, key = operations.enrol(g.actor, code=_sent("code"), address=_address())
    except CodeNotKnown as error:
        return jsonify(error="code"), error.status
    return jsonify(key=key, name=terminal.name), 201


@bp.post("/terminals/starts")
@public
def start_launcher() -> tuple[Response, int]:
    """For the launcher: `{"key": "…"}` → the address to open, and what to show while we are away."""
    terminal, ticket = operations.start(g.actor, key=_sent("key"), address=_address())
    municipality = get_municipality(terminal.municipality_id)
    return jsonify(start=f"/kiosk/start/{ticket}", away=words_for(municipality)), 201


@bp.get("/start/<ticket>")
@public
def start(ticket: str) -> str:
    """A page with one button that sends itself: a link alone connects nothing."""
    return render_template("kiosk/start.html", ticket=ticket, form=None)


@bp.post("/start/<ticket>")
@public
def connect(ticket: str) -> Response:
    demand_free("kiosk")
    token = operations.trade_ticket(g.actor, ticket=ticket)
    return _connected(token, lasts=None)


@bp.route("/enrolment", methods=["GET", "POST"])
@public
def enrol_browser() -> Response:
    """For a device without launcher: the code on big keys."""
    demand_free("kiosk")
    form = EnrolmentForm()
    if form.validate_on_submit():
        try:
            terminal, _key = operations.enrol(g.actor, code=str(form.code.data), address=_address())
        except CodeNotKnown:
            form.refuse()
        else:
            return _connected(operations.open_session(g.actor, terminal=terminal), lasts=ONE_YEAR)
    return respond("kiosk/enrolment.html", status=form.status, form=form)


@bp.errorhandler(EnrolledElse)
def is_registering(error: EnrolledElse) -> Response:
    return respond("kiosk/is_registering.html", status=error.status)


# A launcher is no browser: it has no session that another site could ride on.
csrf.exempt(enrol_launcher)
csrf.exempt(start_launcher)


def _connected(token: str, *, lasts: int | None) -> Response:
    response = see_other("kiosk.home")
    cookies.give(response, COOKIE, token, lasts=lasts)
    return response


def _sent(name: str) -> str:
    content = request.get_json(silent=True) if len(request.get_data()) <= LONGEST_SENT else None
    value = content.get(name) if isinstance(content, dict) else None
    return value if isinstance(value, str) else ""


def _address() -> str:
    return request.remote_addr or ""
