"""What only offers have: why they stay unfilled, lists as files, lists that somebody brings."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.downloads import takes_upload
from app.core.errors import NotFound
from app.core.exports import CSV_TYPE, XLSX_TYPE, Sheet, csv_file, xlsx_file
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.sheets import SheetRefused, read_rows
from app.directory import offer_rows
from app.directory.forms.offers import HindrancesForm, ImportForm
from app.directory.models import Offer
from app.directory.queries import shelves as queries
from app.directory.services import offer_imports
from app.directory.services import shelves as services
from app.directory.views.blueprint import bp
from app.directory.views.shelf_pages import SHELVES
from app.directory.views.shelves import asked_of, filters_of
from app.directory.wording import row_problem
from app.network.queries import organisation_names
from app.ui.sheet_trouble import sheet_trouble

MOST_ROWS = 2_000


@bp.get("/directory/offers/<uuid:offer_id>/reasons")
@requires(Permission.DIRECTORY_WRITE)
def hindrances(offer_id: UUID) -> Response:
    offer = queries.get_entry(g.actor, Offer, offer_id)
    form = HindrancesForm(data={"reasons": [each.reason for each in offer.hindrances]})
    return respond("directory/hindrances.html", offer=offer, form=form)


@bp.post("/directory/offers/<uuid:offer_id>/reasons")
@requires(Permission.DIRECTORY_WRITE)
def note_hindrances(offer_id: UUID) -> Response:
    offer = queries.get_entry(g.actor, Offer, offer_id, to_change=True)
    form = HindrancesForm()
    if not form.validate():
        return respond("directory/hindrances.html", status=422, offer=offer, form=form)
    services.note_hindrances(g.actor, offer=offer, reasons=form.reasons.data or (), note=form.note.data)
    flash(_("The reasons were saved."), "good")
    return see_other("directory.entry", shelf="offers", item_id=offer.id)


@bp.get("/directory/offers.csv")
@requires(Permission.DIRECTORY_READ)
def offers_csv() -> Response:
    return _file(csv_file(offer_rows.HEADINGS, _exported()), CSV_TYPE, "ofertas.csv")


@bp.get("/directory/offers.xlsx")
@requires(Permission.DIRECTORY_READ)
def offers_xlsx() -> Response:
    sheet = Sheet("Ofertas", offer_rows.HEADINGS, _exported())
    return _file(xlsx_file([sheet]), XLSX_TYPE, "ofertas.xlsx")


def _exported() -> list[offer_rows.Cells]:
    form = filters_of(SHELVES["offers"])
    filters = asked_of(form) if form.validate() else queries.EntryFilters()
    offers = queries.entries_to_export(g.actor, Offer, filters)
    return offer_rows.written(offers, organisation_names(each.organisation_id for each in offers))


@bp.get("/directory/offers/imports")
@requires(Permission.DIRECTORY_WRITE)
def offer_imports_page() -> Response:
    return _imports(ImportForm())


@bp.post("/directory/offers/imports")
@requires(Permission.DIRECTORY_WRITE)
@takes_upload
def import_offers() -> Response:
    form = ImportForm()
    if not form.validate():
        return _imports(form, status=422)
    upload = form.upload.data
    try:
        rows = read_rows(upload.data, upload.filename, limit=MOST_ROWS)
    except SheetRefused as refused:
        form.upload.errors = [sheet_trouble(refused)]
        return _imports(form, status=422)
    report = offer_imports.import_offers(
        g.actor,
        import_id=form.new_id,
        municipality_id=g.actor.here(),
        source=form.source.data,
        rows=[(row.number, row.cells) for row in rows],
    )
    return see_other("directory.offer_import", list_id=report.id)


@bp.get("/directory/offers/imports/<uuid:list_id>")
@requires(Permission.DIRECTORY_WRITE)
def offer_import(list_id: UUID) -> Response:
    return respond(
        "directory/offer_import.html",
        report=queries.get_offer_import(g.actor, list_id),
        problem=row_problem,
    )


@bp.get("/directory/offers/imports/<uuid:list_id>/broken.csv")
@requires(Permission.DIRECTORY_WRITE)
def broken_offers(list_id: UUID) -> Response:
    broken = queries.get_offer_import(g.actor, list_id).broken
    if not broken:
        raise NotFound
    headings = list(dict.fromkeys(heading for each in broken for heading in each["row"]))
    rows = [[row_problem(each), *(each["row"].get(heading, "") for heading in headings)] for each in broken]
    return _file(csv_file([str(_("What is wrong")), *headings], rows), CSV_TYPE, "linhas-por-corrigir.csv")


@bp.get("/directory/offers/imports/template.csv")
@requires(Permission.DIRECTORY_WRITE)
def offers_template() -> Response:
    return _file(csv_file(offer_rows.HEADINGS, [offer_rows.EXAMPLE]), CSV_TYPE, "modelo-ofertas.csv")


def _imports(form: ImportForm, *, status: int = 200) -> Response:
    g.actor.demand(Permission.DIRECTORY_WRITE)
    return respond(
        "directory/offer_imports.html",
        status=status,
        form=form,
        reports=queries.list_offer_imports(g.actor),
        headings=offer_rows.HEADINGS,
    )


def _file(data: bytes, media_type: str, name: str) -> Response:
    return Response(
        data,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
