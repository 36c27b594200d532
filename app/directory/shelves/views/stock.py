"""The stock of a publication: its movements, one more, and one that was a mistake."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_names
from app.directory.blueprint import bp
from app.directory.index.permissions import may_edit
from app.directory.shelves import queries
from app.directory.shelves.forms.stock import MovementForm
from app.directory.shelves.models.publications import Publication
from app.directory.shelves.models.stock import Movement
from app.directory.shelves.operations import stock as operations
from app.network.parties.queries import list_organisations, organisation_names
from app.network.queries import get_zone

HERE = "/directory/publications/<uuid:publication_id>/stock"


@bp.get(HERE)
@requires(Permission.DIRECTORY_READ)
def stock(publication_id: UUID) -> Response:
    found = queries.get_entry(g.actor, Publication, publication_id)
    return _page(found, _form(found))


@bp.post(HERE)
@requires(Permission.DIRECTORY_PROPOSE)
def note_movement(publication_id: UUID) -> Response:
    found = queries.get_entry(g.actor, Publication, publication_id)
    form = _form(found)
    if form.validate_on_submit():
        try:
            operations.note_movement(g.actor, movement_id=form.new_id, publication=found, moved=form.moved)
        except operations.NotSoMany as error:
            form.copies.errors = [_too_few(error.left)]
        except operations.DayToCome:
            form.moved_on.errors = [_("This day is still to come.")]
        else:
            flash(_("It is noted: %(count)s copies are left.", count=found.stock), "good")
            return see_other("directory.stock", publication_id=publication_id)
    return _page(found, form)


@bp.post(f"{HERE}/<uuid:movement_id>/reversal")
@requires(Permission.DIRECTORY_PROPOSE)
def reverse_movement(publication_id: UUID, movement_id: UUID) -> Response:
    found = queries.get_entry(g.actor, Publication, publication_id)
    movement = queries.get_movement(found, movement_id)
    form = Form()
    if form.validate_on_submit():
        try:
            operations.reverse_movement(
                g.actor, reversal_id=form.new_id, publication=found, movement=movement
            )
        except operations.NotSoMany as error:
            flash(_too_few(error.left), "bad")
        else:
            flash(_("The movement is evened out: %(count)s copies are left.", count=found.stock), "good")
    return see_other("directory.stock", publication_id=publication_id)


def _too_few(left: int) -> str:
    return _("By what was noted there are only %(left)s. Count them first, and note the count.", left=left)


def _form(publication: Publication) -> MovementForm:
    where = publication.municipality_id
    today = clock.today(get_zone(where))
    form = MovementForm(data={"kind": Movement.TAKEN.value, "moved_on": today})
    form.offer(list_organisations(where))
    return form


def _page(publication: Publication, form: MovementForm) -> Response:
    page = queries.movements_page(publication, after=request.args.get("after"))
    return respond(
        "directory/shelves/stock.html",
        status=form.status,
        entry=publication,
        form=form,
        page=page,
        reversed=queries.reversed_among(page.items),
        names=staff_names(each.created_by for each in page.items),
        parties=organisation_names(each.party_id for each in page.items),
        may_edit=may_edit(g.actor, publication),
    )
