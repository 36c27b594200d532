"""Lists and pages of offers, publications and the learning library: the same for each of them."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from wtforms import SelectChoice

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.i18n import MAIN
from app.core.inspection import inspected
from app.core.machine import last_transition
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.core.unit_of_work import writes
from app.core.uploads import takes_upload
from app.directory.blueprint import bp
from app.directory.index.forms import named, offer_protocols, stored
from app.directory.index.permissions import demand_edit, may_edit
from app.directory.index.queries import writable_organisations
from app.directory.shelves import queries
from app.directory.shelves.forms.shelves import DecisionForm, EntryForm
from app.directory.shelves.listing import asked_entries
from app.directory.shelves.models.offers import Offer, OfferState
from app.directory.shelves.models.publications import Publication, PublicationBasis
from app.directory.shelves.operations import shelves as operations
from app.directory.shelves.pages import ONE_OF, SHELVES, Shelf
from app.directory.shelves.states import OUTCOMES
from app.directory.shelves.wording import ACTS, STATES
from app.network.parties.queries import organisation_names
from app.network.protocols.models import Protocol
from app.network.protocols.queries.resting import NotItsProtocol, find_protocol_of
from app.skills.queries.catalogue import catalogue
from app.skills.snapshot import CompetenceView
from app.ui.choice_fields import choices
from app.ui.conflict import show_both

A_PDF = partial(inspected, allowed={FileKind.PDF})


@bp.get(ONE_OF)
@requires(Permission.DIRECTORY_READ)
def shelf(shelf: str) -> Response:
    page = SHELVES[shelf]
    asked, filters = asked_entries(page, request.args)
    found = queries.entries_page(g.actor, page.model, filters, after=asked.after)
    return respond(
        "directory/shelves/shelf.html",
        part="directory/shelves/_shelf.html",
        status=asked.status,
        shelf=page,
        listing=asked,
        page=found,
        providers=organisation_names(each.organisation_id for each in found.items),
        hindrances=queries.count_hindrances(g.actor) if page.model is Offer else {},
        may_write=g.actor.may(Permission.DIRECTORY_PROPOSE),
        may_import=g.actor.may(Permission.DIRECTORY_WRITE),
    )


@bp.get(f"{ONE_OF}/new")
@bp.post(ONE_OF, endpoint="create_entry")
@requires(Permission.DIRECTORY_PROPOSE)
@takes_upload("upload", A_PDF)
def new_entry(shelf: str) -> Response:
    g.actor.demand(Permission.DIRECTORY_PROPOSE)
    page = SHELVES[shelf]
    form = page.new_form(data={"language": "pt", "kind": request.args.get("kind")})
    _offer_organisations(form, g.actor.here())
    if form.validate_on_submit() and (file := _kept_file(form, form.drawn_in)) is not None:
        try:
            added = operations.add_entry(
                g.actor,
                model=page.model,
                entry_id=form.new_id,
                municipality_id=form.drawn_in,
                competences=form.competences,
                **form.values,
                **file,
            )
        except NotItsProtocol:
            form["protocol_id"].refuse()
        else:
            return _saved(page, added.id)
    return respond("directory/shelves/entry_form.html", status=form.status, shelf=page, form=form, entry=None)


@bp.get(f"{ONE_OF}/<uuid:item_id>")
@requires(Permission.DIRECTORY_READ)
def entry(shelf: str, item_id: UUID) -> Response:
    page, found = SHELVES[shelf], queries.get_entry(g.actor, SHELVES[shelf].model, item_id)
    competences = _competences(found)
    return respond(
        "directory/shelves/entry.html",
        shelf=page,
        entry=found,
        form=_edit_form(page, found),
        competences=sorted(_names(competences)),
        languages=sorted({row.lang for row in found.texts}),
        decisions=[after for after in page.machine.allowed(g.actor, found) if after in ACTS],
        reasons={after: page.machine.reasons(found.state, after) for after in ACTS},
        outcome=_outcome(found),
        protocol=_protocol_of(found),
        competence_keys=[each.key for each in competences],
        able=queries.people_for(g.actor, found) if isinstance(found, Offer) else None,
        may_edit=may_edit(g.actor, found),
        may_note=g.actor.may(Permission.DIRECTORY_WRITE, found.municipality_id),
    )


def _protocol_of(found: Any) -> Protocol | None:
    if not isinstance(found, Publication):
        return None
    return find_protocol_of(g.actor, PublicationBasis, found.id)


def _outcome(found: Any) -> str:
    """By whom an offer was filled, in words; "" for any other."""
    last = last_transition(found) if found.state == OfferState.FILLED else None
    return str(OUTCOMES[last.reason]) if last and last.reason in OUTCOMES else ""


@bp.route(f"{ONE_OF}/<uuid:item_id>/edit", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_PROPOSE)
@takes_upload("upload", A_PDF)
def edit_entry(shelf: str, item_id: UUID) -> Response:
    page = SHELVES[shelf]
    found = queries.get_entry(g.actor, page.model, item_id, to_change=writes())
    demand_edit(g.actor, found)
    form = _edit_form(page, found)
    if form.validate_on_submit() and (file := _kept_file(form, found.municipality_id)) is not None:
        values = {**form.values, **file, "competences": form.competences}
        try:
            operations.edit_entry(g.actor, entry=found, version=form.version.data, **values)
        except StaleRecord:
            show_both(form, _edit_form(page, found))
        except NotItsProtocol:
            form["protocol_id"].refuse()
        else:
            return _saved(page, found.id)
    return respond(
        "directory/shelves/entry_form.html", status=form.status, shelf=page, form=form, entry=found
    )


@bp.post(f"{ONE_OF}/<uuid:item_id>/state")
@requires(Permission.DIRECTORY_PROPOSE)
def decide(shelf: str, item_id: UUID) -> Response:
    found = queries.get_entry(g.actor, SHELVES[shelf].model, item_id, to_change=True)
    form = DecisionForm()
    operations.decide(g.actor, entry=found, after=form.after.data or "", reason=form.reason.data or "")
    flash(_("The state was changed: %(state)s.", state=STATES[found.state]), "good")
    return see_other("directory.entry", shelf=shelf, item_id=item_id)


def _kept_file(form: EntryForm, municipality_id: UUID) -> dict[str, UUID] | None:
    """The file that was sent, by the column that names it; None where it is refused, which its field says.

    It is kept before the entry is written, so that all that was typed stays.
    """
    if "upload" not in form or not form["upload"].data:
        return {}
    file = form["upload"].keep(municipality_id=municipality_id, actor=g.actor)
    return {"file_id": file.id} if file else None


def _saved(page: Shelf, entry_id: UUID) -> Response:
    flash(_("Saved."), "good")
    return see_other("directory.entry", shelf=page.key, item_id=entry_id)


def _competences(found: Any) -> list[CompetenceView]:
    """What an entry asks for or gives; nothing where its shelf knows none."""
    ids = (each.competence_id for each in getattr(found, "competences", ()))
    return list(catalogue().several(ids).values())


def _names(competences: Iterable[CompetenceView]) -> Iterator[str]:
    return (each.name(MAIN).value for each in competences)


def _edit_form(page: Shelf, found: Any) -> EntryForm:
    is_publication = isinstance(found, Publication)
    has_file = {"has_file": found.file_id is not None} if is_publication else {}
    protocol_id = found.protocol_id if is_publication else None
    names = "\n".join(sorted(_names(_competences(found))))
    answers = {**stored(found), "competence_names": names, "protocol_id": protocol_id}
    form = page.edit_form(data=answers, **has_file)
    _offer_organisations(form, found.municipality_id, found.organisation_id, protocol_id)
    return form


def _offer_organisations(
    form: EntryForm, where: UUID, present: UUID | None = None, protocol_id: UUID | None = None
) -> None:
    """An entry of nobody is the office's; the organisation and the protocol it has are always offered."""
    if "protocol_id" in form:
        offer_protocols(g.actor, form["protocol_id"], where, protocol_id)
    offered = writable_organisations(g.actor, where)
    may_be_nobody = not offered or g.actor.may(Permission.DIRECTORY_WRITE, where)
    form.organisation_id.choices = named(
        offered, SelectChoice("", _("None of these")) if may_be_nobody else None
    )
    if present not in {None, *(each.id for each in offered)}:
        form.organisation_id.choices += choices(organisation_names([present]))
