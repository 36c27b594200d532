"""Who did what, when; and whether the trail is whole."""

from flask import Response, g, request

from app.accounts.queries import staff_names
from app.core import verification
from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.office import queries
from app.office.blueprint import bp

LINKS = 10_000


@bp.get("/audit")
@requires(Permission.AUDIT_READ)
def audit_trail() -> Response:
    page = queries.audit_page(g.actor, request.args.get("after"))
    sealed, unsealed = queries.chain_state(g.actor)
    return respond(
        "office/audit.html",
        page=page,
        names=staff_names(entry.actor_id for entry in page.items),
        sealed=sealed,
        unsealed=unsealed,
    )


@bp.get("/audit/verification")
@requires(Permission.AUDIT_READ)
def audit_verification() -> Response:
    """The newest links: all of millions would take minutes, and that is what `flask audit-verify` is for."""
    return respond("office/audit_verification.html", verdict=verification.verify_latest(LINKS))
