"""The text of a protocol: its clauses, and what is printed of it."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import unit_of_work
from app.core.access import requires
from app.core.downloads import attached, named, pdf
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.refusals import FileKind
from app.network.blueprint import bp
from app.network.drafts.agreement import Document
from app.network.drafts.document import compose
from app.network.drafts.forms import ClauseForm, EditClauseForm, clause_answers
from app.network.drafts.operations import clauses as operations
from app.network.drafts.paper import paper
from app.network.drafts.placeholders import UnknownPlaceholders, in_clauses, placeholders
from app.network.drafts.queries import get_clause, list_clauses, list_templates, standing_clauses
from app.network.drafts.writer import written
from app.network.protocols.models import Protocol
from app.network.protocols.permissions import may_see_names, may_write
from app.network.protocols.queries.protocols import get_protocol, get_to_change
from app.network.queries import get_municipality
from app.ui.conflict import show_both

READ, WRITE = Permission.PARTNERSHIP_OWN, Permission.PARTNERSHIP_WRITE
HERE = "/protocols/<uuid:protocol_id>"
CLAUSES = f"{HERE}/clauses"


@bp.get(f"{HERE}/text")
@requires(READ)
def draft(protocol_id: UUID) -> Response:
    found = get_protocol(g.actor, protocol_id)
    clauses = list_clauses(found)
    where = found.municipality_id
    may_fill = g.actor.may(Permission.PARTNERSHIP_READ, where)
    templates = list_templates(g.actor, where) if may_fill else []
    return respond(
        "network/drafts/draft.html",
        protocol=found,
        clauses=[each for each in clauses if each.removed_at is None],
        out=[each for each in clauses if each.removed_at],
        templates=[each for each in templates if not each.removed_at],
        may_fill=may_fill,
        may_change=may_write(g.actor, found) and found.is_draft,
    )


@bp.post(f"{HERE}/text")
@requires(WRITE)
def begin_draft(protocol_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    operations.begin(g.actor, protocol=found)
    flash(_("The text is begun. Read it, change it, complete it."), "good")
    return _back(found)


@bp.get(f"{HERE}/text.pdf")
@requires(READ)
def agreement_pdf(protocol_id: UUID) -> Response:
    """The agreement as it stands now."""
    document = _printed(protocol_id)
    return pdf(paper(document).drawn(), named(document.title))


@bp.get(f"{HERE}/text.docx")
@requires(READ)
def agreement_docx(protocol_id: UUID) -> Response:
    return _saved(FileKind.DOCX, _printed(protocol_id))


@bp.get(f"{HERE}/text.odt")
@requires(READ)
def agreement_odt(protocol_id: UUID) -> Response:
    return _saved(FileKind.ODT, _printed(protocol_id))


def _saved(kind: FileKind, document: Document) -> Response:
    return attached(written(kind, document), kind.value, f"{named(document.title)}{kind.extension}")


def _printed(protocol_id: UUID) -> Document:
    """What is printed of a protocol for whoever asks; the names of who signs are not for everybody."""
    found = get_protocol(g.actor, protocol_id)
    where = get_municipality(found.municipality_id).name
    with_names = may_see_names(g.actor, found)
    document = compose(found, standing_clauses(found), where, with_names=with_names)
    unit_of_work.let_go()
    return document


@bp.get(f"{CLAUSES}/new")
@bp.post(CLAUSES, endpoint="create_clause")
@requires(WRITE)
def new_clause(protocol_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    form = ClauseForm()
    if form.validate_on_submit():
        try:
            operations.add_clause(g.actor, clause_id=form.new_id, protocol=found, clause=form.clause)
        except UnknownPlaceholders as unknown:
            form.refuse(unknown)
        else:
            flash(_("The clause was added at the end."), "good")
            return _back(found)
    return _page(found, form, None)


@bp.route(f"{CLAUSES}/<uuid:clause_id>/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_clause(protocol_id: UUID, clause_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    row = get_clause(found, clause_id)
    form = EditClauseForm(data=clause_answers(row))
    if form.validate_on_submit():
        try:
            operations.edit_clause(
                g.actor, protocol=found, row=row, version=form.version.data, clause=form.clause
            )
        except UnknownPlaceholders as unknown:
            form.refuse(unknown)
        except StaleRecord:
            show_both(form, EditClauseForm(data=clause_answers(row)))
        else:
            flash(_("The clause was changed."), "good")
            return _back(found)
    return _page(found, form, clause_id)


@bp.post(f'{CLAUSES}/<uuid:clause_id>/<any("up","down"):direction>')
@requires(WRITE)
def move_clause(protocol_id: UUID, clause_id: UUID, direction: str) -> Response:
    found = get_to_change(g.actor, protocol_id)
    by = -1 if direction == "up" else 1
    operations.move_clause(g.actor, protocol=found, row=get_clause(found, clause_id), by=by)
    return _back(found)


@bp.post(f"{CLAUSES}/<uuid:clause_id>/removal")
@requires(WRITE)
def remove_clause(protocol_id: UUID, clause_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    operations.remove_clause(g.actor, protocol=found, row=get_clause(found, clause_id))
    flash(_("The clause was taken out. It can be put back below."), "good")
    return _back(found)


@bp.post(f"{CLAUSES}/<uuid:clause_id>/return")
@requires(WRITE)
def return_clause(protocol_id: UUID, clause_id: UUID) -> Response:
    found = get_to_change(g.actor, protocol_id)
    operations.put_clause_back(g.actor, protocol=found, row=get_clause(found, clause_id))
    flash(_("The clause stands again."), "good")
    return _back(found)


def _page(protocol: Protocol, form: ClauseForm, clause_id: UUID | None) -> Response:
    known = [placeholders()[each] for each in in_clauses()]
    return respond(
        "network/drafts/clause_form.html",
        status=form.status,
        protocol=protocol,
        form=form,
        clause_id=clause_id,
        known=known,
    )


def _back(protocol: Protocol) -> Response:
    return see_other("network.draft", protocol_id=protocol.id)
