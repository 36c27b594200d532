"""Answering a notice, from whatever page shows it."""

from uuid import UUID

from flask import Response, g, request

from app.core.access import requires
from app.core.http import go_to
from app.core.permission import Permission
from app.network import queries
from app.network.blueprint import bp
from app.network.operations import notices as operations


@bp.post("/notices/<uuid:notice_id>/answer")
@requires(Permission.NOTICE_ANSWER)
def answer_notice(notice_id: UUID) -> Response:
    """Back to the page that the form names in `next`, else to the first page."""
    operations.answer_notice(g.actor, notice=queries.get_notice(g.actor, notice_id))
    return go_to(request.form.get("next"))
