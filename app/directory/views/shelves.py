"""Lists and pages of offers, publications and the learning library: the same for each of them."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from app.core.access import requires
from app.core.downloads import takes_upload
from app.core.errors import StaleRecord
from app.core.files import FileKind, FileRefused, FileTooLarge, keep
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.directory.competences import names_of
from app.directory.forms.shelves import ANY, DecisionForm, EntryForm, ListFilters, choices
from app.directory.models import Offer, Publication
from app.directory.queries import shelves as queries
from app.directory.services import shelves as services
from app.directory.shelves import TABLES, Entry, demand_change, may_change, may_decide
from app.directory.views.blueprint import bp
from app.directory.views.shelf_pages import SHELVES, Shelf
from app.directory.vocabulary import vocabulary
from app.directory.wording import ACTS, STATE_NAMES
from app.network.models import Organisation
from app.network.queries import list_organisations, organisation_names
from app.ui.versions import Difference, differences

ONE_OF = '/directory/<any("offers","library","publications"):shelf>'


@bp.get(ONE_OF)
@requires(Permission.DIRECTORY_READ)
def shelf(shelf: str) -> Response:
    page = SHELVES[shelf]
    form = filters_of(page)
    is_valid = form.validate()
    found = queries.entries_page(
        g.actor,
        page.model,
        asked_of(form) if is_valid else queries.EntryFilters(),
        after=request.args.get("after"),
    )
    return respond(
        "directory/shelf.html",
        part="directory/_shelf.html",
        status=200 if is_valid else 422,
        shelf=page,
        form=form,
        page=found,
        providers=organisation_names(each.organisation_id for each in found.items),
        kinds=vocabulary(page.kinds) if page.kinds else None,
        hindrances=queries.count_hindrances(g.actor) if page.model is Offer else {},
        reasons=vocabulary("unfilled"),
        may_write=g.actor.may(Permission.DIRECTORY_PROPOSE),
        address=lambda **changes: url_for(
            changes.pop("endpoint", "directory.shelf"),
            **{"shelf": shelf, **{k: v for k, v in form.data.items() if v}, **changes},
        ),
    )


def filters_of(page: Shelf) -> ListFilters:
    """The filters that this list has."""
    form = ListFilters(request.args)
    form.state.choices = [ANY, *(SelectChoice(each, STATE_NAMES[each]) for each in page.states)]
    form.kind.choices = choices(page.kinds, first=ANY) if page.kinds else []
    form.hindrance.choices = choices("unfilled", first=ANY)
    if not page.kinds:
        del form.kind
    if page.model is not Offer:
        del form.hindrance
    return form


def asked_of(form: ListFilters) -> queries.EntryFilters:
    """What the filters ask for."""
    asked = {name: value for name, value in form.data.items() if value}
    return queries.EntryFilters(text=asked.pop("q", ""), **asked)


@bp.get(f"{ONE_OF}/new")
@requires(Permission.DIRECTORY_PROPOSE)
def new_entry(shelf: str) -> Response:
    g.actor.demand(Permission.DIRECTORY_PROPOSE)
    page = SHELVES[shelf]
    form = _new_form(page)
    if "kind" in form and request.args.get("kind") in {choice.value for choice in form["kind"].choices}:
        form["kind"].data = request.args["kind"]
    return _form_page(page, form)


@bp.post(ONE_OF)
@requires(Permission.DIRECTORY_PROPOSE)
@takes_upload
def create_entry(shelf: str) -> Response:
    page = SHELVES[shelf]
    form = _new_form(page)
    if not form.validate():
        return _form_page(page, form, status=422)
    g.actor.demand_here(form.drawn_in)

    def add(values: dict[str, Any]) -> Entry:
        added: Entry = services.add_entry(
            g.actor,
            kind=page.model,
            entry_id=form.new_id,
            municipality_id=form.drawn_in,
            values=values,
            competences=form.competences,
        )
        return added

    return _saved(page, form, form.drawn_in, add)


@bp.get(f"{ONE_OF}/<uuid:item_id>")
@requires(Permission.DIRECTORY_READ)
def entry(shelf: str, item_id: UUID) -> Response:
    page, found = SHELVES[shelf], queries.get_entry(g.actor, SHELVES[shelf].model, item_id)
    nexts = TABLES[page.model].get(found.state, frozenset())
    return respond(
        "directory/entry.html",
        shelf=page,
        entry=found,
        form=_old_form(page, found),
        competences=names_of(each.competence_id for each in getattr(found, "competences", ())),
        languages=sorted({row.lang for row in found.texts}),
        decisions=[after for after in ACTS if after in nexts and may_decide(g.actor, found, after)],
        may_edit=may_change(g.actor, found.municipality_id, found.organisation_id),
        reasons=vocabulary("unfilled"),
        may_note=g.actor.may(Permission.DIRECTORY_WRITE, found.municipality_id),
    )


@bp.get(f"{ONE_OF}/<uuid:item_id>/edit")
@requires(Permission.DIRECTORY_PROPOSE)
def edit_entry_page(shelf: str, item_id: UUID) -> Response:
    page, found = SHELVES[shelf], queries.get_entry(g.actor, SHELVES[shelf].model, item_id)
    demand_change(g.actor, found.municipality_id, found.organisation_id)
    return _form_page(page, _old_form(page, found), found)


@bp.post(f"{ONE_OF}/<uuid:item_id>/edit")
@requires(Permission.DIRECTORY_PROPOSE)
@takes_upload
def edit_entry(shelf: str, item_id: UUID) -> Response:
    page = SHELVES[shelf]
    found = queries.get_entry(g.actor, page.model, item_id, to_change=True)
    demand_change(g.actor, found.municipality_id, found.organisation_id)
    form = _old_form(page, found)
    if not form.validate():
        return _form_page(page, form, found, status=422)

    def change(values: dict[str, Any]) -> Entry:
        version = form.version_read
        services.edit_entry(
            g.actor, entry=found, version=version, values=values, competences=form.competences
        )
        return found  # type: ignore[no-any-return]  # of the shelf's model

    try:
        return _saved(page, form, found.municipality_id, change, found)
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        both = differences(_old_form(page, found), form)
        return _form_page(page, form, found, status=409, both=both)


@bp.post(f"{ONE_OF}/<uuid:item_id>/state")
@requires(Permission.DIRECTORY_PROPOSE)
def decide(shelf: str, item_id: UUID) -> Response:
    found = queries.get_entry(g.actor, SHELVES[shelf].model, item_id, to_change=True)
    services.decide(g.actor, entry=found, after=DecisionForm().after.data or "")
    flash(_("The state was changed: %(state)s.", state=STATE_NAMES[found.state]), "good")
    return see_other("directory.entry", shelf=shelf, item_id=item_id)


def _saved(
    page: Shelf,
    form: EntryForm,
    municipality_id: UUID,
    save: Callable[[dict[str, Any]], Entry],
    found: Entry | None = None,
) -> Response:
    """Keep the file first: what is wrong with it is said under its field, and all that was typed stays."""
    values = form.columns
    upload = form["upload"].data if "upload" in form else None
    if upload:
        try:
            kept = keep(
                upload.data,
                filename=upload.filename,
                allowed={FileKind.PDF},
                municipality_id=municipality_id,
                actor=g.actor,
            )
        except (FileRefused, FileTooLarge) as error:
            form["upload"].refuse(error)
            return _form_page(page, form, found, status=422)
        values["file_id"] = kept.id
    saved = save(values)
    flash(_("Saved."), "good")
    return see_other("directory.entry", shelf=page.key, item_id=saved.id)


def _organisations() -> list[Organisation]:
    """Those the actor may write for."""
    every = list_organisations(g.actor.here())
    return [each for each in every if may_change(g.actor, g.actor.here(), each.id)]


def _new_form(page: Shelf) -> EntryForm:
    form = page.form(data={"municipality_id": g.actor.here(), "language": "pt"})
    _offer_organisations(form)
    return form


def _old_form(page: Shelf, found: Any) -> EntryForm:
    kept: dict[str, Any] = {"competence_names": ""}
    if "competences" in type(found).__mapper__.relationships:
        kept["competence_names"] = "\n".join(names_of(each.competence_id for each in found.competences))
    has_file = {"has_file": found.file_id is not None} if isinstance(found, Publication) else {}
    values = {each.key: getattr(found, each.key) for each in found.__mapper__.column_attrs}
    values |= {"organisation_id": str(found.organisation_id or ""), **kept}
    form = page.form(data=values, **has_file)
    _offer_organisations(form, found)
    return form


def _offer_organisations(form: EntryForm, found: Any = None) -> None:
    """An entry of nobody is the office's; the organisation that an entry has is always offered."""
    offered = {each.id: each for each in _organisations()}
    names = organisation_names([found.organisation_id]) if found is not None else {}
    writes = g.actor.may(Permission.DIRECTORY_WRITE)
    none = SelectChoice("", _("None of these")) if writes or not offered else None
    form.offer_organisations(list(offered.values()), none=none)
    present = {choice.value for choice in form.organisation_id.choices}
    more = [SelectChoice(str(each), name) for each, name in names.items() if str(each) not in present]
    form.organisation_id.choices += more


def _form_page(
    page: Shelf,
    form: EntryForm,
    found: Any = None,
    *,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    return respond("directory/entry_form.html", status=status, shelf=page, form=form, entry=found, both=both)
