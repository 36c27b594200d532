"""What people learnt by taking part, waiting to be gone through with them."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.skills import queries as skills
from app.skills import services as skills_services
from app.workshops import queries
from app.workshops.forms.learning import LearntForm
from app.workshops.models import Workshop
from app.workshops.queries.learning import learning_page
from app.workshops.views.blueprint import bp


@bp.get("/learning")
@requires(Permission.INVENTORY_CONFIRM)
def learning() -> Response:
    return _page(None)


@bp.post("/learning")
@requires(Permission.INVENTORY_CONFIRM)
def confirm_learning() -> Response:
    """Seen with the person: the level that both agree on."""
    form = LearntForm()
    try:
        entry = skills.get_entry(g.actor, UUID(form.entry_id.data or ""))
    except ValueError:
        raise NotFound from None
    if not form.validate():
        return _page(form, status=422)
    skills_services.confirm_entry(g.actor, entry=entry, level=form.level.data)
    flash(_("Noted as seen with the facilitator."), "good")
    workshop = _workshop()
    return see_other("workshops.learning", **({"workshop": workshop.id} if workshop else {}))


def _workshop() -> Workshop | None:
    """The series the list is narrowed to."""
    try:
        wanted = UUID(request.values.get("workshop", ""))
    except ValueError:
        return None
    return queries.get_workshop(g.actor, wanted)


def _page(form: LearntForm | None, *, status: int = 200) -> Response:
    workshop = _workshop()
    page, people = learning_page(
        g.actor, workshop_id=workshop.id if workshop else None, after=request.args.get("after")
    )
    drawn = {entry.id: _row_form(entry.id, entry.level or "") for entry in page.items}
    return respond(
        "workshops/learning.html",
        status=status,
        page=page,
        people=people,
        workshop=workshop,
        catalogue=skills.catalogue(),
        forms=drawn,
        form=form,
    )


def _row_form(entry_id: UUID, level: str) -> LearntForm:
    form = LearntForm(formdata=None, data={"entry_id": str(entry_id), "level": level})
    form.level.id = f"level-{entry_id.hex}"
    return form
