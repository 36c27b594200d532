"""What people said at a kiosk that they want: read, answered, and taken up again."""

from collections.abc import Callable
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import IllegalTransition
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.directory.blueprint import bp
from app.directory.interests import operations
from app.directory.interests.forms import InterestFilters
from app.directory.interests.models import Interest
from app.directory.interests.queries import get_interest
from app.skills.queries import said
from app.ui.listing import read_listing


@bp.get("/directory/interests")
@requires(Permission.INVENTORY_CLAIM)
def interests() -> Response:
    asked = read_listing(InterestFilters(request.args))
    state = asked["state"] or "waiting"
    page = said.said_page(g.actor, Interest, state=state, after=asked.after)
    return respond(
        "directory/interests/interests.html",
        status=asked.status,
        listing=asked,
        page=page,
        state=state,
        names=said.names_of(page.items),
    )


@bp.post("/directory/interests/<uuid:interest_id>/answer")
@requires(Permission.INVENTORY_CLAIM)
def answer_interest(interest_id: UUID) -> Response:
    done = _("It no longer waits. Under “Answered” you can take this back.")
    return _moved(interest_id, operations.answer_interest, done, _("It has been seen to already."))


@bp.post("/directory/interests/<uuid:interest_id>/reopening")
@requires(Permission.INVENTORY_CLAIM)
def reopen_interest(interest_id: UUID) -> Response:
    return _moved(interest_id, operations.reopen_interest, _("It waits again."), _("It is waiting already."))


def _moved(interest_id: UUID, move: Callable[..., None], done: str, otherwise: str) -> Response:
    """`otherwise` is for whom somebody was faster: a colleague, or a first tap of one's own."""
    interest = get_interest(g.actor, interest_id)
    try:
        move(g.actor, interest=interest)
    except IllegalTransition:
        is_taken_back = interest.state == "withdrawn"
        flash(
            _("The person has taken it back: nobody needs to see to it.") if is_taken_back else otherwise,
            "warning",
        )
    else:
        flash(done, "good")
    return see_other("directory.interests")
