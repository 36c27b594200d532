"""What became of each number of a session."""

from uuid import UUID

from flask import Response, g, request

from app.core.access import requires
from app.core.http import respond
from app.core.permission import Permission
from app.outreach.blueprint import bp
from app.outreach.papers.forms import MOST_NUMBER, FateForm
from app.outreach.papers.queries import find_fates, list_slips
from app.outreach.papers.wording import ORIGINS
from app.ui.listing import read_listing
from app.workshops.planning.queries.series import get_session

SHOWN = 200
"""Numbers at once; of others one asks by their number."""


@bp.get("/sessions/<uuid:workshop_session_id>/numbers", endpoint="numbers")
@requires(Permission.OUTREACH_REGISTER)
def fates(workshop_session_id: UUID) -> Response:
    """Of one number that is asked for, or of all."""
    session = get_session(g.actor, workshop_session_id)
    listing = read_listing(FateForm(request.args))
    wanted = listing["number"]
    slips = list_slips(session, wanted or 1, wanted or MOST_NUMBER, at_most=SHOWN)
    found = find_fates(session, slips)
    return respond(
        "outreach/papers/numbers.html",
        status=listing.status,
        session=session,
        listing=listing,
        wanted=wanted,
        fates=[found[each.number] for each in slips],
        origins=ORIGINS,
    )
