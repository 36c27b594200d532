"""What people said at a kiosk that they want: read, answered, and taken up again."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.directory.blueprint import bp
from app.directory.interests import operations
from app.directory.interests.forms import InterestFilters
from app.directory.interests.queries import get_interest, interests_page, names_of
from app.ui.listing import read_listing


@bp.get("/directory/interests")
@requires(Permission.INVENTORY_CLAIM)
def interests() -> Response:
    asked = read_listing(InterestFilters(request.args))
    state = asked["state"] or "waiting"
    page = interests_page(g.actor, state=state, after=asked.after)
    return respond(
        "directory/interests/interests.html",
        status=asked.status,
        listing=asked,
        page=page,
        state=state,
        names=names_of(page.items),
    )


@bp.post("/directory/interests/<uuid:interest_id>/answer")
@requires(Permission.INVENTORY_CLAIM)
def answer_interest(interest_id: UUID) -> Response:
    operations.answer_interest(g.actor, interest=get_interest(g.actor, interest_id))
    flash(_("It no longer waits. Under “Answered” you can take this back."), "good")
    return see_other("directory.interests")


@bp.post("/directory/interests/<uuid:interest_id>/reopening")
@requires(Permission.INVENTORY_CLAIM)
def reopen_interest(interest_id: UUID) -> Response:
    operations.reopen_interest(g.actor, interest=get_interest(g.actor, interest_id))
    flash(_("It waits again."), "good")
    return see_other("directory.interests")
