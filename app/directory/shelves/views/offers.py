"""What only offers have: why they stay unfilled, lists as files, lists that somebody brings."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core import drafts, tasks
from app.core.access import requires
from app.core.actor import Actor
from app.core.errors import NotFound
from app.core.exports import Cell
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.reading import Fault, MissingColumns, rows_to_mend
from app.core.refusals import SheetRefused
from app.core.sheets import kept_rows, read_rows, rows_kept
from app.core.unit_of_work import writes
from app.core.uploads import takes_upload
from app.core.values import Problem
from app.directory.blueprint import bp
from app.directory.index.destination import lead_on
from app.directory.index.lists import broken_rows, first_look
from app.directory.index.queries import get_import
from app.directory.shelves import offer_columns, offer_rows, queries
from app.directory.shelves.forms.offers import HindrancesForm, ImportForm
from app.directory.shelves.listing import asked_entries
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.operations import offer_imports
from app.directory.shelves.operations import shelves as operations
from app.directory.shelves.pages import SHELVES
from app.network.parties.queries import organisation_names
from app.ui.list_files import Contents, ListFile, answer
from app.ui.listing import csv_answer
from app.ui.long_files import Args, offer
from app.ui.sheet_trouble import fault_sentence, sheet_trouble

IMPORT, AT_ONCE = "offers.import", 500
"""What its task is called, and rows of a list that is brought in at once (a third of a second)."""
HEADINGS = list(offer_columns.HEADINGS.values())


@bp.route("/directory/offers/<uuid:offer_id>/reasons", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_WRITE)
def note_hindrances(offer_id: UUID) -> Response:
    offer = queries.get_entry(g.actor, Offer, offer_id, to_change=writes())
    form = HindrancesForm(data={"reasons": [each.reason for each in offer.hindrances]})
    if form.validate_on_submit():
        operations.note_hindrances(g.actor, offer=offer, reasons=form.reasons.data or (), note=form.note.data)
        flash(_("The reasons were saved."), "good")
        return see_other("directory.entry", shelf="offers", item_id=offer_id)
    return respond("directory/shelves/hindrances.html", status=form.status, offer=offer, form=form)


@bp.get("/directory/offers.csv")
@requires(Permission.DIRECTORY_READ)
def offers_csv() -> Response:
    return answer(OFFERS, "csv")


@bp.get("/directory/offers.xlsx")
@requires(Permission.DIRECTORY_READ)
def offers_xlsx() -> Response:
    return answer(OFFERS, "xlsx")


def _read(actor: Actor, args: Args) -> Contents:
    asked, filters = asked_entries(SHELVES["offers"], args)
    asked.demand_valid()
    return Contents("ofertas", HEADINGS, queries.offers_to_export(actor, filters), _cells)


def _cells(rows: Sequence[Any]) -> list[list[Cell]]:
    offers = [offer for (offer,) in rows]
    return offer_rows.written(offers, organisation_names(each.organisation_id for each in offers))


OFFERS = ListFile("offers.file", Permission.DIRECTORY_READ, lazy_gettext("List of offers"), _read)
offer(OFFERS)


@bp.route("/directory/offers/imports", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_WRITE)
@takes_upload("upload", partial(read_rows, limit=offer_rows.MOST_ROWS))
def import_offers() -> Response:
    """Keep a list until whoever brings it has seen what would become of it."""
    form = ImportForm()
    if form.validate_on_submit():
        try:
            sheet = form.upload.data.read()
            offer_rows.read_offers(sheet[:1], form.source.data)
        except SheetRefused as refused:
            form.upload.errors = [sheet_trouble(refused)]
        except MissingColumns as missing:
            form.upload.errors = [fault_sentence(Fault(Problem.MISSING, each)) for each in missing.headings]
        else:
            draft = tasks.ask(
                g.actor,
                IMPORT,
                {"source": form.source.data},
                task_id=form.new_id,
                municipality_id=form.drawn_in,
                leads_to=url_for("directory.offer_import", list_id=form.new_id),
                sent=kept_rows(sheet),
                is_draft=True,
            )
            return see_other("directory.preview_offers", list_id=draft.id)
    g.actor.demand(Permission.DIRECTORY_WRITE)
    return respond(
        "directory/shelves/offer_imports.html",
        status=form.status,
        form=form,
        reports=queries.list_offer_imports(g.actor),
        headings=HEADINGS,
    )


@bp.route("/directory/offers/imports/<uuid:list_id>/preview", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_WRITE)
def preview_offers(list_id: UUID) -> Response:
    """What would become of a list, before it is brought in."""
    draft = drafts.find(g.actor, IMPORT, list_id)
    if draft is None:
        page = "directory.offer_import"
        return lead_on(g.actor, list_id, kind=queries.OFFER_LIST, page=page, name="list_id")
    sheet, source, where = rows_kept(drafts.sent_for(draft)), draft.asked["source"], draft.municipality_id
    form = Form()
    if form.validate_on_submit():
        if len(sheet) > AT_ONCE:
            drafts.start(g.actor, draft)
            return see_other("office.task", task_id=list_id)
        reading = offer_rows.read_offers(sheet, source)
        drafts.take(draft)
        offer_imports.import_offers(g.actor, import_id=list_id, municipality_id=where, reading=reading)
        return see_other("directory.offer_import", list_id=list_id)
    reading = offer_rows.read_offers(sheet[:AT_ONCE], source)
    return respond(
        "directory/shelves/offer_preview.html",
        status=form.status,
        list_id=list_id,
        form=form,
        unused=reading.unused,
        foreseen=offer_imports.foresee(g.actor, municipality_id=where, reading=reading),
        sentence=fault_sentence,
        **first_look(
            reading, offer_columns.HEADINGS, offer_rows.understood, count=len(sheet), at_once=AT_ONCE
        ),
    )


tasks.handler(IMPORT, Permission.DIRECTORY_WRITE, title=lazy_gettext("List of offers"))(
    offer_imports.bring_list
)


@bp.get("/directory/offers/imports/<uuid:list_id>")
@requires(Permission.DIRECTORY_WRITE)
def offer_import(list_id: UUID) -> Response:
    report = get_import(g.actor, queries.OFFER_LIST, list_id)
    return respond(
        "directory/shelves/offer_import.html",
        report=report,
        task_state=tasks.state_of(report.id),
        broken=broken_rows(report, offer_columns.HEADINGS),
        sentence=fault_sentence,
    )


@bp.get("/directory/offers/imports/<uuid:list_id>/broken.csv")
@requires(Permission.DIRECTORY_WRITE)
def broken_offers(list_id: UUID) -> Response:
    report = get_import(g.actor, queries.OFFER_LIST, list_id)
    broken = broken_rows(report, offer_columns.HEADINGS)
    if not broken:
        raise NotFound
    return csv_answer("linhas-por-corrigir", *rows_to_mend(broken, _("What is wrong"), fault_sentence))


@bp.get("/directory/offers/imports/template.csv")
@requires(Permission.DIRECTORY_WRITE)
def offers_template() -> Response:
    return csv_answer("modelo-ofertas", HEADINGS, [offer_columns.EXAMPLE])
