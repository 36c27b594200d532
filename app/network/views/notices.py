"""Answering a notice, from whatever page shows it."""

from uuid import UUID

from flask import Response, current_app, g, redirect, request

from app.core.access import requires
from app.core.http import local_path
from app.core.permission import Permission
from app.network import queries, services
from app.network.views.blueprint import bp


@bp.post("/notices/<uuid:notice_id>/answer")
@requires(Permission.NOTICE_ANSWER)
def answer_notice(notice_id: UUID) -> Response:
    """Back to the page that the form names in `next`, else to the first page."""
    services.answer_notice(g.actor, notice=queries.get_notice(g.actor, notice_id))
    return current_app.make_response(redirect(local_path(request.form.get("next")) or "/", 303))
