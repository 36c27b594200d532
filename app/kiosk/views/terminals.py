"""The office's pages about terminals."""

from uuid import UUID

from flask import Blueprint, Response, current_app, g, render_template, session

from app.core.access import requires
from app.core.http import see_other
from app.core.permission import Permission
from app.kiosk import queries, services
from app.kiosk.forms import TerminalForm

bp = Blueprint("terminals", "app.kiosk", url_prefix="/terminals")
SHOWN_ONCE = "enrolment_code"


@bp.get("")
@requires(Permission.TERMINAL_WRITE)
def index() -> str:
    return render_template("terminals/index.html", terminals=queries.list_terminals(g.actor))


@bp.get("/new")
@requires(Permission.TERMINAL_WRITE)
def new() -> str:
    return render_template("terminals/new.html", form=TerminalForm())


@bp.post("/new")
@requires(Permission.TERMINAL_WRITE)
def create() -> Response:
    form = TerminalForm()
    if not form.validate_on_submit():
        return current_app.make_response((render_template("terminals/new.html", form=form), 422))
    code = services.add_terminal(
        g.actor, terminal_id=form.new_id, municipality_id=g.actor.here(), **form.values
    )
    return _show_once(form.new_id, code)


@bp.get("/<uuid:terminal_id>/code")
@requires(Permission.TERMINAL_WRITE)
def code(terminal_id: UUID) -> str:
    """The enrolment code, the first time this page is opened and never again."""
    terminal = queries.get_terminal(g.actor, terminal_id)
    issued_for, issued = session.pop(SHOWN_ONCE, ("", ""))
    shown = issued if issued_for == str(terminal_id) else ""
    return render_template("terminals/code.html", terminal=terminal, code=shown)


@bp.post("/<uuid:terminal_id>/code")
@requires(Permission.TERMINAL_WRITE)
def renew_code(terminal_id: UUID) -> Response:
    terminal = queries.get_terminal(g.actor, terminal_id)
    return _show_once(terminal_id, services.renew_code(g.actor, terminal=terminal))


@bp.get("/<uuid:terminal_id>/revocation")
@requires(Permission.TERMINAL_WRITE)
def confirm_revocation(terminal_id: UUID) -> str:
    return render_template("terminals/revoke.html", terminal=queries.get_terminal(g.actor, terminal_id))


@bp.post("/<uuid:terminal_id>/revocation")
@requires(Permission.TERMINAL_WRITE)
def revoke(terminal_id: UUID) -> Response:
    services.revoke_terminal(g.actor, terminal=queries.get_terminal(g.actor, terminal_id))
    return see_other("terminals.index")


def _show_once(terminal_id: UUID, code: str) -> Response:
    session[SHOWN_ONCE] = (str(terminal_id), code)
    return see_other("terminals.code", terminal_id=terminal_id)
