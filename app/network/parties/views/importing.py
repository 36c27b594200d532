"""Lists of parties that people bring: read, looked at, brought in."""

from functools import partial
from uuid import UUID

from flask import Response, flash, g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from wtforms import SelectChoice

from app.core import drafts, tasks
from app.core.access import requires
from app.core.errors import NotFound
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.reading import BrokenRow, Fault, MissingColumns, Reading, beside, rows_to_mend
from app.core.refusals import SheetRefused
from app.core.sheets import SheetRow, kept_rows, read_rows, rows_kept
from app.core.tasks import Task
from app.core.uploads import takes_upload
from app.core.values import Problem
from app.network.blueprint import bp
from app.network.parties import importing
from app.network.parties.forms import PartyListForm, PartyPreviewForm
from app.network.parties.importing import Fate, Plan, bring_in, plan
from app.network.parties.list_columns import EXAMPLE, HEADINGS
from app.network.parties.queries import organisation_names
from app.ui.listing import csv_answer
from app.ui.sheet_trouble import fault_sentence, sheet_trouble

WRITE = Permission.PARTNERSHIP_WRITE
AT_ONCE = 250
"""Rows of a list that is brought in at once."""
tasks.handler(importing.TASK, WRITE, title=lazy_gettext("List of organisations"))(importing.bring_list)


@bp.get("/organisations/lists/new")
@bp.post("/organisations/lists", endpoint="create_party_list")
@requires(WRITE)
@takes_upload("file", partial(read_rows, limit=importing.MOST_ROWS))
def new_party_list() -> Response:
    form = PartyListForm()
    if form.validate_on_submit():
        try:
            sheet: list[SheetRow] = form.file.data.read()
            importing.read(form.drawn_in, sheet[:1])
        except SheetRefused as refused:
            form.file.errors = [sheet_trouble(refused)]
        except MissingColumns as missing:
            form.file.errors = [fault_sentence(Fault(Problem.MISSING, each)) for each in missing.headings]
        else:
            tasks.ask(
                g.actor,
                importing.TASK,
                {},
                task_id=form.new_id,
                municipality_id=form.drawn_in,
                leads_to=url_for("network.organisations"),
                sent=kept_rows(sheet),
                is_draft=True,
            )
            return see_other("network.preview_party_list", party_list_id=form.new_id)
    return respond("network/parties/new_list.html", status=form.status, form=form)


@bp.route("/organisations/lists/<uuid:party_list_id>/preview", methods=["GET", "POST"])
@requires(WRITE)
def preview_party_list(party_list_id: UUID) -> Response:
    """What would become of a list, before it is brought in."""
    draft, reading, planned = _draft(party_list_id)
    form = PartyPreviewForm()
    unclear = planned.of(Fate.UNCLEAR)
    form.anew.choices = [SelectChoice(each.row.number, f"{each.row.number}: {each.name}") for each in unclear]
    if form.validate_on_submit():
        return _bring_in(draft, reading, form.anew.data or [])
    return respond(
        "network/parties/list_preview.html",
        status=form.status,
        list_id=party_list_id,
        form=form,
        reading=reading,
        broken=_broken(reading, planned),
        planned=planned,
        names={**organisation_names(_named(planned)), **planned.new_names},
        sentence=fault_sentence,
    )


def _bring_in(draft: Task, reading: Reading, anew: list[int]) -> Response:
    if len(reading.good) > AT_ONCE:
        draft.asked = {"anew": anew}
        drafts.start(g.actor, draft)
        return see_other("office.task", task_id=draft.id)
    planned = plan(draft.municipality_id, reading.good, anew=anew)
    bring_in(g.actor, municipality_id=draft.municipality_id, planned=planned)
    drafts.take(draft)
    count = len(planned.of(Fate.NEW))
    flash(ngettext("%(num)d was added.", "%(num)d were added.", count), "good")
    return see_other("network.organisations")


@bp.get("/organisations/lists/<uuid:party_list_id>/broken.csv")
@requires(WRITE)
def broken_parties(party_list_id: UUID) -> Response:
    """The rows that stay out or enter without a cell, each with its reason, to be mended and sent again."""
    _task, reading, planned = _draft(party_list_id)
    broken = _broken(reading, planned)
    if not broken:
        raise NotFound
    return csv_answer("linhas-por-corrigir", *rows_to_mend(broken, _("What is wrong"), fault_sentence))


@bp.get("/organisations/lists/template.csv")
@requires(WRITE)
def parties_template() -> Response:
    return csv_answer("modelo-entidades", list(HEADINGS.values()), [EXAMPLE])


def _draft(list_id: UUID) -> tuple[Task, Reading, Plan]:
    draft = drafts.find(g.actor, importing.TASK, list_id)
    if draft is None:
        raise NotFound
    reading = importing.read(draft.municipality_id, rows_kept(drafts.sent_for(draft)))
    return draft, reading, plan(draft.municipality_id, reading.good)


def _broken(reading: Reading, planned: Plan) -> list[BrokenRow]:
    """With what was found wrong beside what is known here."""
    unclear = [
        BrokenRow(each.row.number, each.row.cells, (Fault(Problem.ALIKE, HEADINGS["name"]),))
        for each in planned.of(Fate.UNCLEAR)
    ]
    lacking = [
        BrokenRow(each.row.number, each.row.cells, (Fault(Problem.UNKNOWN, HEADINGS["part_of"]),), True)  # noqa: FBT003  a field
        for each in planned.rows
        if each.lacks_whole
    ]
    return beside(reading.broken, [*unclear, *lacking])


def _named(planned: Plan) -> set[UUID]:
    known = {each.party_id for each in planned.rows if each.fate is Fate.KNOWN}
    return known | {other for each in planned.rows for other in each.like}
