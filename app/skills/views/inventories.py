"""A list at the desk: its entries row by row, and the end of the review."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import requires
from app.core.errors import existing
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.skills.blueprint import bp
from app.skills.forms import ListForm
from app.skills.inventory_page import counted, form_of, page_of
from app.skills.opening import Opened, opened
from app.skills.operations.entries import Kept, disagree, put_back, remove_entry, standing
from app.skills.operations.review import NotAllSeen, keep_rows, review_inventory, unseen
from app.skills.queries.removed import list_removed
from app.skills.wording import left_to_colleagues, taken_out, taken_out_unsaid
from app.ui.conflict import compare


@bp.get("/inventories/<uuid:inventory_id>")
@requires(Permission.INVENTORY_CLAIM)
def inventory(inventory_id: UUID) -> Response:
    return respond("skills/inventory.html", **page_of(opened(inventory_id)))


@bp.post("/inventories/<uuid:inventory_id>", endpoint="keep_list")
@requires(Permission.INVENTORY_CONFIRM)
def keep_list(inventory_id: UUID) -> Response:
    """Keep all that was written, whichever button sends it; then do what the button says."""
    found = opened(inventory_id)
    form, (act, _dash, which) = form_of(found), request.form.get("act", "").partition("-")
    out = next((each for each in counted(found) if act == "remove" and each.id.hex == which), None)
    is_theirs = out is not None and not form.forget(out.id)
    if out is not None and is_theirs:
        flash(left_to_colleagues([form.of(out.id).called.data]), "warning")
    if gone := form.gone():
        flash(taken_out(gone), "warning")
    if _is_contested(form, found) or not form.validate():
        return respond("skills/inventory.html", status=form.status, **page_of(found, form))
    rows = {each.id: form.of(each.id).row for each in counted(found) if each is not out}
    kept = keep_rows(g.actor, inventory=found.inventory, rows=rows)
    _say(kept, form)
    if act in {"review", "end"}:
        return _review(found, leaving_the_rest=act == "end")
    if out is not None and not is_theirs:
        remove_entry(g.actor, entry=out)
        flash(_("The line was taken out of the list."), "good")
    elif doubted := next(
        (each for each in counted(found) if act == "disagree" and each.id.hex == which), None
    ):
        disagree(g.actor, entry=doubted)
        flash(_("The line counts as said by the person again."), "good")
    elif not (is_theirs or kept.done or kept.theirs or kept.unsaid or gone):
        flash(_("Nothing has changed."), "info")
    return see_other("skills.inventory", inventory_id=inventory_id)


@bp.post("/inventories/<uuid:inventory_id>/removed/<uuid:removed_entry_id>/return")
@requires(Permission.INVENTORY_CONFIRM)
def put_back_entry(inventory_id: UUID, removed_entry_id: UUID) -> Response:
    found = opened(inventory_id)
    removed = {each.id: each for each in list_removed(found.inventory)}
    entry = put_back(g.actor, inventory=found.inventory, removed=existing(removed.get(removed_entry_id)))
    flash(_("The line stands in the list again."), "good")
    return see_other("skills.inventory", inventory_id=inventory_id, _anchor=f"entry-{entry.id}")


def _say(kept: Kept, form: ListForm) -> None:
    """What became of the lines."""
    if kept.done:
        flash(ngettext("%(num)s line was kept.", "%(num)s lines were kept.", len(kept.done)), "good")
    if kept.theirs:
        flash(left_to_colleagues(form.of(each).called.data for each in kept.theirs), "warning")
    if kept.unsaid:
        flash(taken_out_unsaid(form.of(each).called.data for each in kept.unsaid), "warning")


def _is_contested(form: ListForm, found: Opened) -> bool:
    """Whether a colleague wrote something else in the same place meanwhile; elsewhere, theirs stays. What is
    sent next of a level that is shown beside theirs counts as written on how the line stands now.
    """
    versions = compare(form, form_of(found))
    shown = {each.where for each in versions.both}
    for entry in counted(found):
        line = form.of(entry.id)
        if line.level.first_id in shown:
            line.was.data = standing(entry)
    form.both = versions if versions.both else None
    return form.both is not None


def _review(found: Opened, *, leaving_the_rest: bool) -> Response:
    """The end of the review; as long as there is something that nobody has seen, only on purpose."""
    try:
        review_inventory(g.actor, inventory=found.inventory, leaving_the_rest=leaving_the_rest)
    except NotAllSeen:
        left = len(unseen(found.inventory))
        flash(
            ngettext(
                "The list stays open: %(num)s line was not seen with the person yet.",
                "The list stays open: %(num)s lines were not seen with the person yet.",
                left,
            ),
            "warning",
        )
        return see_other("skills.inventory", inventory_id=found.inventory.id, _anchor="unseen")
    flash(_("The list was gone through with the person."), "good")
    return see_other("skills.inventory", inventory_id=found.inventory.id)
