"""Templates of agreements that the municipality sent, and filled-in copies of them."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import unit_of_work
from app.core.access import requires
from app.core.downloads import attached, download, named
from app.core.errors import StaleRecord
from app.core.files import File, path_of
from app.core.http import respond, see_other
from app.core.inspection import filled
from app.core.permission import Permission
from app.core.uploads import takes_upload
from app.network.blueprint import bp
from app.network.drafts import queries
from app.network.drafts.document import compose, template_values, values_of
from app.network.drafts.forms import EditTemplateForm, NewTemplateForm, TemplateForm, said
from app.network.drafts.models import DocumentTemplate
from app.network.drafts.operations import templates as operations
from app.network.drafts.placeholders import UnknownPlaceholders, placeholders
from app.network.protocols.permissions import may_see_names
from app.network.protocols.queries.protocols import get_protocol
from app.network.queries import get_municipality
from app.ui.conflict import show_both

READ, WRITE = Permission.PARTNERSHIP_READ, Permission.PARTNERSHIP_WRITE
HERE = "/protocol-templates"
ONE = f"{HERE}/<uuid:template_id>"


@bp.get(HERE)
@requires(READ)
def document_templates() -> Response:
    found = queries.list_templates(g.actor, g.actor.here())
    return respond(
        "network/drafts/templates.html",
        templates=[each for each in found if not each.removed_at],
        out=[each for each in found if each.removed_at],
        known=placeholders().values(),
        may_write=g.actor.may(WRITE),
    )


@bp.get(f"{HERE}/new")
@bp.post(HERE, endpoint="create_document_template")
@requires(WRITE)
@takes_upload("upload", operations.read_template)
def new_document_template() -> Response:
    form = NewTemplateForm()
    if form.validate_on_submit() and (file := _kept(form, form.drawn_in)):
        operations.add_template(
            g.actor,
            template_id=form.new_id,
            municipality_id=form.drawn_in,
            name=form.name.data,
            file_id=file.id,
        )
        flash(_("The template was added."), "good")
        return see_other("network.document_templates")
    return _page(form, None)


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires(WRITE)
@takes_upload("upload", operations.read_template)
def edit_document_template(template_id: UUID) -> Response:
    """A document that is refused changes nothing: the one that was there stays."""
    found = _to_change(template_id)
    form = _edit_form(found)
    if form.validate_on_submit():
        file = _kept(form, found.municipality_id) if form["upload"].data else None
        try:
            if not form.upload.errors:
                operations.edit_template(
                    g.actor,
                    template=found,
                    version=form.version.data,
                    name=form.name.data,
                    file_id=file.id if file else None,
                )
                flash(_("The template was changed."), "good")
                return see_other("network.document_templates")
        except StaleRecord:
            show_both(form, _edit_form(found))
    return _page(form, found)


@bp.get(f"{ONE}/file")
@requires(READ)
def document_template(template_id: UUID) -> Response:
    """The template itself, as it was sent."""
    found = queries.get_template(g.actor, template_id)
    return download(found.file, found.name)


@bp.post(f"{ONE}/removal")
@requires(WRITE)
def remove_document_template(template_id: UUID) -> Response:
    operations.remove_template(g.actor, template=_to_change(template_id))
    flash(_("The template is out of use. It can be put back below."), "good")
    return see_other("network.document_templates")


@bp.post(f"{ONE}/return")
@requires(WRITE)
def return_document_template(template_id: UUID) -> Response:
    operations.put_template_back(g.actor, template=_to_change(template_id))
    flash(_("The template is in use again."), "good")
    return see_other("network.document_templates")


@bp.get("/protocols/<uuid:protocol_id>/templates/<uuid:template_id>")
@requires(READ)
def filled_template(protocol_id: UUID, template_id: UUID) -> Response:
    """A copy of the template in which the words of the protocol stand."""
    found, template = get_protocol(g.actor, protocol_id), queries.get_template(g.actor, template_id)
    municipality = get_municipality(found.municipality_id).name
    with_names = may_see_names(g.actor, found)
    document = compose(found, queries.standing_clauses(found), municipality, with_names=with_names)
    values = template_values(document, values_of(found, municipality, with_names=with_names))
    kind, data = template.file.kind, path_of(template.file).read_bytes()
    name = f"{named(f'{template.name} {found.title}')}{kind.extension}"
    unit_of_work.let_go()
    return attached(filled(data, kind, values), kind.value, name)


def _to_change(template_id: UUID) -> DocumentTemplate:
    found = queries.get_template(g.actor, template_id)
    g.actor.demand(WRITE, found.municipality_id)
    return found


def _kept(form: TemplateForm, municipality_id: UUID) -> File | None:
    """The file that was sent; None where it is refused, which its field says."""
    try:
        kept: File | None = form.upload.keep(municipality_id=municipality_id, actor=g.actor)
    except UnknownPlaceholders as unknown:
        form.upload.errors = [said(unknown)]
        return None
    return kept


def _edit_form(template: DocumentTemplate) -> EditTemplateForm:
    return EditTemplateForm(data={"name": template.name, "version": template.version})


def _page(form: Any, template: DocumentTemplate | None) -> Response:
    return respond(
        "network/drafts/template_form.html",
        status=form.status,
        form=form,
        template=template,
        known=placeholders().values(),
    )
