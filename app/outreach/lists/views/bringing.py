"""Bringing a list in, taking it back, putting it away, and the file of what became of its rows."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core.access import always, confirmed, requires
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.exports import Row
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.reading import said
from app.core.slices import Slices
from app.core.unit_of_work import writes
from app.outreach.blueprint import bp
from app.outreach.lists import queries, shown
from app.outreach.lists.models import ListRow, ListState, Outcome
from app.outreach.lists.operations import bringing, sending, undoing
from app.outreach.lists.operations.deciding import note_result
from app.outreach.lists.running import BRINGING, MATCHING, UNDOING, run
from app.outreach.lists.states import FINDINGS, OUTCOMES
from app.people.queries import has_sealed_since
from app.ui.list_files import Contents, ListFile, answer
from app.ui.long_files import Args, offer
from app.ui.sheet_trouble import fault_sentence

REGISTER = Permission.OUTREACH_REGISTER


@bp.post("/lists/<uuid:partner_list_id>/looking")
@requires(REGISTER)
def go_on_looking(partner_list_id: UUID) -> Response:
    """Go on where looking for its people was stopped."""
    partner_list = queries.get_list(g.actor, partner_list_id, to_change=True)
    form = Form()
    if not form.validate() or partner_list.state != ListState.OPEN:
        return see_other("outreach.show_list", partner_list_id=partner_list_id)
    return run(g.actor, MATCHING, partner_list, task_id=form.new_id)


@bp.post("/lists/<uuid:partner_list_id>/people")
@requires(REGISTER)
def bring_in_list(partner_list_id: UUID) -> Response:
    """Bring in every row about which nothing is left to decide; the others can follow."""
    partner_list = queries.get_list(g.actor, partner_list_id, to_change=True)
    form = Form()
    if not form.validate():
        return see_other("outreach.show_list", partner_list_id=partner_list_id)
    bringing.begin_bringing(g.actor, partner_list=partner_list)
    return run(g.actor, BRINGING, partner_list, task_id=form.new_id)


@bp.route("/lists/<uuid:partner_list_id>/taking-back", methods=["GET", "POST"])
@requires(REGISTER)
def undo_list(partner_list_id: UUID) -> Response:
    """Take back everything that it brought, within a day."""
    partner_list = queries.get_list(g.actor, partner_list_id, to_change=writes())
    form = Form()
    if form.validate_on_submit():
        undoing.begin_undoing(g.actor, partner_list=partner_list)
        return run(g.actor, UNDOING, partner_list, task_id=form.new_id)
    if not queries.may_undo(g.actor, partner_list):
        return see_other("outreach.show_list", partner_list_id=partner_list_id)
    return respond(
        "outreach/lists/undo.html",
        status=form.status,
        partner_list=partner_list,
        form=form,
        made=queries.counts_of(g.actor, partner_list).by_outcome.get(Outcome.MADE, 0),
    )


@bp.post("/lists/<uuid:partner_list_id>/putting-away")
@requires(REGISTER)
def put_away_list(partner_list_id: UUID) -> Response:
    partner_list = queries.get_list(g.actor, partner_list_id, to_change=True)
    sending.put_away(g.actor, partner_list=partner_list)
    flash(_("The list was put away: nothing of it came in, and nothing of it is kept."), "good")
    return see_other("outreach.lists")


@bp.get("/lists/result.csv")
@confirmed(always)
@requires(REGISTER)
def list_result_csv() -> Response:
    return answer(RESULT, "csv")


@bp.get("/lists/result.xlsx")
@confirmed(always)
@requires(REGISTER)
def list_result_xlsx() -> Response:
    return answer(RESULT, "xlsx")


def _read(actor: Actor, args: Args) -> Contents:
    """Every row as it came, with what became of it and all that is wrong with it."""
    try:
        partner_list = queries.get_list(actor, UUID(args.get("list", "")))
    except ValueError:
        raise NotFound from None
    headings = partner_list.headings

    def cells(rows: Sequence[Any]) -> Iterator[Row]:
        for (row,) in rows:
            came = shown.cells_of(row).cells
            yield [row.number, _became(row), _wrong(row), *(said(came.get(each, "")) for each in headings)]

    rows = Slices(queries.seen_rows(actor, partner_list), by=ListRow.number, then=ListRow.id)
    header = [_("Row"), _("What became of the row"), _("What is wrong"), *headings]
    return Contents(_("list-result"), header, rows, cells, [str(partner_list.id)])


def _taken(actor: Actor, ending: str, count: int, of: Sequence[str]) -> None:
    note_result(actor, partner_list=queries.get_list(actor, UUID(of[0])), kind=ending, count=count)


def _became(row: ListRow) -> str:
    return str(OUTCOMES[row.outcome] or FINDINGS[row.finding])


def _wrong(row: ListRow) -> str:
    return " ".join(map(fault_sentence, shown.faults_of(row)))


RESULT = ListFile(
    "outreach.list_result",
    REGISTER,
    lazy_gettext("What became of a list"),
    _read,
    _taken,
    is_outdated=has_sealed_since,
    is_of_people=True,
)
offer(RESULT)
