"""What people learnt by taking part, waiting to be gone through with them."""

from uuid import UUID

from flask import Response, flash, g, request

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.skills.agreement import answered, drawn
from app.skills.operations.entries import confirm_entries
from app.skills.queries.catalogue import catalogue_for
from app.skills.scales import LEVEL_WORDS
from app.skills.wording import seen_together
from app.workshops.attendance.queries.learning import learning_page
from app.workshops.blueprint import bp
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.queries.series import get_workshop


@bp.get("/learning")
@requires(Permission.INVENTORY_CONFIRM)
def learning() -> Response:
    return _page()


@bp.post("/learning")
@requires(Permission.INVENTORY_CONFIRM)
def confirm_learning() -> Response:
    """Seen with their people: every row with the level that both agreed on, all at once."""
    workshop, rows = _workshop(), answered()
    if not all(form.validate() for form in rows.values()):
        return _page(422)
    count = confirm_entries(g.actor, levels={entry_id: form.level.data for entry_id, form in rows.items()})
    flash(seen_together(count), "good" if count else "warning")
    return see_other("workshops.learning", workshop=workshop.id if workshop else None)


def _workshop() -> Workshop | None:
    """The series the list is narrowed to; NotFound for one that does not exist."""
    wanted = request.values.get("workshop")
    try:
        return get_workshop(g.actor, UUID(wanted)) if wanted else None
    except ValueError:
        raise NotFound from None


def _page(status: int = 200) -> Response:
    workshop = _workshop()
    page, people = learning_page(
        g.actor, workshop_id=workshop.id if workshop else None, after=request.args.get("after")
    )
    return respond(
        "workshops/attendance/learning.html",
        status=status,
        page=page,
        people=people,
        workshop=workshop,
        catalogue=catalogue_for(entry.competence_id for entry in page.items),
        forms=drawn(entry.id for entry in page.items),
        levels=LEVEL_WORDS,
    )
