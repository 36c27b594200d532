"""What people learnt by taking part, waiting to be gone through with them."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other, sent_id
from app.core.permission import Permission
from app.skills.operations.entries import confirm_entry
from app.skills.queries.catalogue import catalogue_for
from app.skills.queries.inventories import get_entry
from app.workshops.attendance.forms.learning import LearntForm
from app.workshops.attendance.queries.learning import learning_page
from app.workshops.blueprint import bp
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.queries.series import get_workshop


@bp.get("/learning")
@requires(Permission.INVENTORY_CONFIRM)
def learning() -> Response:
    return _page(LearntForm())


@bp.post("/learning")
@requires(Permission.INVENTORY_CONFIRM)
def confirm_learning() -> Response:
    """Seen with the person: the level that both agree on."""
    entry = get_entry(g.actor, sent_id("entry_id"))
    form = LearntForm()
    if not form.validate():
        return _page(form)
    confirm_entry(g.actor, entry=entry, level=form.level.data)
    flash(_("Noted as seen with the facilitator."), "good")
    workshop = _workshop()
    return see_other("workshops.learning", workshop=workshop.id if workshop else None)


def _workshop() -> Workshop | None:
    """The series the list is narrowed to; NotFound for one that does not exist."""
    wanted = request.values.get("workshop")
    try:
        return get_workshop(g.actor, UUID(wanted)) if wanted else None
    except ValueError:
        raise NotFound from None


def _page(form: LearntForm) -> Response:
    workshop = _workshop()
    page, people = learning_page(
        g.actor, workshop_id=workshop.id if workshop else None, after=request.args.get("after")
    )
    return respond(
        "workshops/attendance/learning.html",
        status=form.status,
        page=page,
        people=people,
        workshop=workshop,
        catalogue=catalogue_for(entry.competence_id for entry in page.items),
        forms={entry.id: _row_form(entry.id, entry.level or "") for entry in page.items},
        form=form,
    )


def _row_form(entry_id: UUID, level: str) -> LearntForm:
    form = LearntForm(formdata=None, data={"entry_id": str(entry_id), "level": level})
    form.level.id = f"level-{entry_id.hex}"
    return form
