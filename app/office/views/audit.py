"""Who did what, when; and whether the trail is whole."""

from flask import Response, g, request

from app.accounts.queries import staff_names
from app.core import audit
from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.office import queries
from app.office.views.blueprint import bp


@bp.get("/audit")
@requires(Permission.AUDIT_READ)
def audit_trail() -> Response:
    page = queries.audit_page(g.actor, request.args.get("after"))
    return respond(
        "office/audit.html",
        page=page,
        names=staff_names(entry.actor_id for entry in page.items),
        chain=queries.chain_state(g.actor),
    )


@bp.get("/audit/verification")
@requires(Permission.AUDIT_READ)
def audit_verification() -> Response:
    """Walks the whole chain: some seconds where there are millions of entries."""
    return respond("office/audit_verification.html", verdict=audit.verify())
