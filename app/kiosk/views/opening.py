"""A code that a person has: it opens whatever is kept under it, a list or a place in a series."""

from flask import Response, g
from flask_babel import gettext as _

from app.core.access import kiosk
from app.core.errors import Throttled
from app.core.http import respond, see_other
from app.kiosk.blueprint import bp
from app.kiosk.forms import CodeForm
from app.kiosk.operations.visits import open_list, trying_a_code
from app.kiosk.presence import keep, presence, visit, visit_row
from app.kiosk.wording import trouble_with
from app.skills.codes import pictures
from app.skills.operations.claims import CodeExpired, CodeUnknown
from app.skills.queries.inventories import answers_in
from app.workshops.enrolments.models import EnrolmentState
from app.workshops.enrolments.operations.sign_ups import Opened, PlaceOver, open_by_code
from app.workshops.enrolments.operations.waiting import note_reached


@bp.route("/opening", methods=["GET", "POST"])
@kiosk
def open_code() -> Response:
    """Whoever opens a place that is offered to them has been reached."""
    visit()
    form = CodeForm()
    if not form.validate_on_submit():
        return _page(form, form.status)
    try:
        with trying_a_code(visit()):
            found = open_by_code(g.actor, digits=str(form.digits.data), pictures=form.pictures)
    except (CodeUnknown, CodeExpired, PlaceOver, Throttled) as trouble:
        return _page(form, 429 if isinstance(trouble, Throttled) else 422, trouble_with(trouble))
    if not (found.inventory or found.enrolments):
        return _page(form, 422, _("This place is kept no more. You can sign up again whenever you like."))
    for each in found.enrolments:
        if each.state == EnrolmentState.OFFERED:
            note_reached(g.actor, enrolment=each)
    keep(each.id for each in found.enrolments)
    if found.inventory:
        open_list(g.actor, visit=visit_row(), inventory=found.inventory)
    return _shown(found)


def _shown(found: Opened) -> Response:
    if found.inventory:
        return see_other("kiosk.own_list")
    if len(found.enrolments) == 1:
        return see_other("kiosk.place", enrolment_id=found.enrolments[0].id)
    return see_other("kiosk.places")


def _page(form: CodeForm, status: int, trouble: str = "") -> Response:
    """Says that a list which was begun here and not kept goes when another one is opened."""
    own = presence().inventory
    return respond(
        "kiosk/opening.html",
        status=status,
        form=form,
        trouble=trouble,
        pictures=pictures(),
        loses_list=bool(own and own.is_draft and answers_in(own.id)),
    )
