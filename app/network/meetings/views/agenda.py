"""The agenda of a meeting, and what is noted for the minutes under each item."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import NotFound, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.blueprint import bp
from app.network.meetings.forms.records import EditItemForm, NewItemsForm, NotesForm
from app.network.meetings.models.meeting import AgendaItem, ItemKind
from app.network.meetings.operations import agenda as operations
from app.network.meetings.queries.meetings import get_meeting
from app.network.meetings.queries.records import get_item
from app.ui.conflict import show_both


@bp.route("/meetings/<uuid:meeting_id>/agenda", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def add_items(meeting_id: UUID) -> Response:
    meeting, form = get_meeting(g.actor, meeting_id), NewItemsForm()
    operations.demand_open(g.actor, meeting)
    if form.validate_on_submit():
        kind = ItemKind(form.kind.data)
        operations.add_items(g.actor, meeting=meeting, item_id=form.new_id, words=form.lines, kind=kind)
        flash(_("The agenda was changed."), "good")
        return _to_agenda(meeting_id)
    return respond(
        "network/meetings/item_form.html", status=form.status, form=form, meeting=meeting, item=None
    )


@bp.route("/meetings/agenda/<uuid:agenda_item_id>/edit", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def edit_item(agenda_item_id: UUID) -> Response:
    item = get_item(g.actor, agenda_item_id)
    form = EditItemForm(obj=item)
    operations.demand_open(g.actor, item.meeting)
    if form.validate_on_submit():
        kind = ItemKind(form.kind.data)
        try:
            operations.edit_item(
                g.actor, item=item, version=form.version.data, words=form.words.data, kind=kind
            )
        except StaleRecord:
            show_both(form, EditItemForm(obj=item))
        else:
            flash(_("The agenda was changed."), "good")
            return _to_agenda(item.meeting_id)
    return respond(
        "network/meetings/item_form.html", status=form.status, form=form, meeting=item.meeting, item=item
    )


@bp.post("/meetings/agenda/<uuid:agenda_item_id>/position")
@requires(Permission.PARTNERSHIP_WRITE)
def move_item(agenda_item_id: UUID) -> Response:
    item = get_item(g.actor, agenda_item_id)
    if (to := request.form.get("to")) not in {"up", "down"}:
        raise NotFound
    operations.move_item(g.actor, item=item, up=to == "up")
    return _to_agenda(item.meeting_id)


@bp.post("/meetings/agenda/<uuid:agenda_item_id>/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def withdraw_item(agenda_item_id: UUID) -> Response:
    item = get_item(g.actor, agenda_item_id)
    try:
        operations.withdraw_item(g.actor, item=item)
    except operations.IsWritten:
        flash(_("The minutes say something of this item: it stays on the agenda."), "warning")
    else:
        flash(_("The item was taken out. It can be put back below the agenda."), "good")
    return _to_agenda(item.meeting_id)


@bp.post("/meetings/agenda/<uuid:agenda_item_id>/restoration")
@requires(Permission.PARTNERSHIP_WRITE)
def restore_item(agenda_item_id: UUID) -> Response:
    item = get_item(g.actor, agenda_item_id)
    operations.restore_item(g.actor, item=item)
    flash(_("The item is on the agenda again."), "good")
    return _to_agenda(item.meeting_id)


@bp.route("/meetings/agenda/<uuid:agenda_item_id>/notes", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def write_notes(agenda_item_id: UUID) -> Response:
    """Two who write of one item at once both see what the other wrote; of different items they never meet."""
    item = get_item(g.actor, agenda_item_id)
    form = _notes_form(item)
    operations.demand_written(g.actor, item.meeting)
    if form.validate_on_submit():
        try:
            operations.write_notes(g.actor, item=item, version=form.version.data, notes=form.notes.data)
        except StaleRecord:
            show_both(form, _notes_form(item))
        else:
            flash(_("The notes were kept."), "good")
            return _to_agenda(item.meeting_id)
    return respond(
        "network/meetings/notes.html", status=form.status, form=form, meeting=item.meeting, item=item
    )


def _notes_form(item: AgendaItem) -> NotesForm:
    return NotesForm(obj=item)


def _to_agenda(meeting_id: UUID) -> Response:
    return see_other("network.meeting", meeting_id=meeting_id, _anchor="agenda")
