"""What people learnt by taking part, waiting to be gone through with them."""

from collections.abc import Mapping
from uuid import UUID

from flask import Response, g, request

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people.models import Participant
from app.skills.agreement import answered, drawn, say_kept
from app.skills.models.inventory import InventoryEntry
from app.skills.operations.entries import confirm_entries
from app.skills.queries.catalogue import catalogue_for
from app.skills.scales import LEVEL_WORDS
from app.skills.snapshot import Catalogue
from app.skills.wording import entry_name
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
    """Seen with their people: every row with the level that both agreed on, all at once; then the page that
    the button says.
    """
    workshop, rows = _workshop(), answered()
    if not all(form.validate() for form in rows.values()):
        return _page(422)
    kept = confirm_entries(g.actor, agreed={each: form.agreed for each, form in rows.items()})
    then = request.form.get("then")
    if rows or then is None:
        say_kept(kept, rows)
    return see_other(
        "workshops.learning",
        workshop=workshop.id if workshop else None,
        after=then or request.args.get("after"),
    )


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
    known = catalogue_for(entry.competence_id for entry in page.items)
    return respond(
        "workshops/attendance/learning.html",
        status=status,
        page=page,
        people=people,
        workshop=workshop,
        after=request.args.get("after"),
        catalogue=known,
        forms=drawn({each: _called(each, people, known) for each in page.items}),
        levels=LEVEL_WORDS,
    )


def _called(entry: InventoryEntry, people: Mapping[UUID, Participant], known: Catalogue) -> str:
    """Whose it is, and what."""
    whose = [people[entry.participant_id].name] if entry.participant_id else []
    return ": ".join([*whose, entry_name(entry, known)])
