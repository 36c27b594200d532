"""Where one is signed in, and which municipality one works in."""

from uuid import UUID

from flask import Response, abort, flash, g, request
from flask_babel import gettext as _

from app.accounts import queries
from app.accounts.blueprint import bp
from app.accounts.operations import sessions as operations
from app.accounts.resolution import own_session
from app.core.access import signed_in
from app.core.http import go_to, respond, see_other


@bp.get("/account/sessions")
@signed_in
def show_sessions() -> Response:
    sessions = queries.list_own_sessions(g.actor)
    return respond("accounts/sessions.html", sessions=sessions, present_id=own_session().id)


@bp.post("/account/sessions/<uuid:session_id>/revocation")
@signed_in
def revoke_session(session_id: UUID) -> Response:
    operations.end_session(g.actor, session=queries.get_own_session(g.actor, session_id))
    flash(_("That browser is signed out now."), "good")
    return see_other("accounts.show_sessions")


@bp.post("/account/sessions/revocation")
@signed_in
def revoke_other_sessions() -> Response:
    operations.end_other_sessions(g.actor, keep=own_session())
    flash(_("Everywhere else you are signed out now."), "good")
    return see_other("accounts.show_sessions")


@bp.post("/account/municipality")
@signed_in
def switch_municipality() -> Response:
    """Goes to the first page: what the page before showed may not exist in the other municipality."""
    try:
        municipality_id = UUID(request.form.get("municipality_id", ""))
    except ValueError:
        abort(422)
    operations.switch_municipality(g.actor, session=own_session(), municipality_id=municipality_id)
    return go_to(None)
