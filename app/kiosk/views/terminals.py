"""The office's pages about terminals."""

from uuid import UUID

from flask import Blueprint, Response, g, render_template

from app.core.access import confirmed, requires
from app.core.http import respond, see_other, show_once, shown_once
from app.core.permission import Permission
from app.kiosk import queries
from app.kiosk.forms import TerminalForm
from app.kiosk.operations import terminals as operations

bp = Blueprint("terminals", "app.kiosk", url_prefix="/terminals")


@bp.get("")
@requires(Permission.TERMINAL_WRITE)
def index() -> str:
    return render_template("terminals/index.html", terminals=queries.list_terminals(g.actor))


@bp.route("/new", methods=["GET", "POST"])
@confirmed()
@requires(Permission.TERMINAL_WRITE)
def create() -> Response:
    form = TerminalForm()
    if form.validate_on_submit():
        code = operations.add_terminal(
            g.actor, terminal_id=form.new_id, municipality_id=g.actor.here(), **form.values
        )
        return _show_once(form.new_id, code)
    return respond("terminals/new.html", status=form.status, form=form)


@bp.get("/<uuid:terminal_id>/code")
@requires(Permission.TERMINAL_WRITE)
def code(terminal_id: UUID) -> str:
    """The enrolment code, the first time this page is opened and never again."""
    terminal = queries.get_terminal(g.actor, terminal_id)
    return render_template("terminals/code.html", terminal=terminal, code=shown_once(terminal_id))


@bp.post("/<uuid:terminal_id>/code")
@confirmed()
@requires(Permission.TERMINAL_WRITE)
def renew_code(terminal_id: UUID) -> Response:
    terminal = queries.get_terminal(g.actor, terminal_id)
    return _show_once(terminal_id, operations.renew_code(g.actor, terminal=terminal))


@bp.get("/<uuid:terminal_id>/revocation")
@requires(Permission.TERMINAL_WRITE)
def confirm_revocation(terminal_id: UUID) -> str:
    return render_template("terminals/revoke.html", terminal=queries.get_terminal(g.actor, terminal_id))


@bp.post("/<uuid:terminal_id>/revocation")
@requires(Permission.TERMINAL_WRITE)
def revoke(terminal_id: UUID) -> Response:
    operations.revoke_terminal(g.actor, terminal=queries.get_terminal(g.actor, terminal_id))
    return see_other("terminals.index")


def _show_once(terminal_id: UUID, code: str) -> Response:
    show_once(terminal_id, code)
    return see_other("terminals.code", terminal_id=terminal_id)
