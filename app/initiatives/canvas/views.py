"""The canvas of an initiative: shown, written in a session, compared, taken back to, printed."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import unit_of_work
from app.core.access import requires
from app.core.downloads import named, pdf
from app.core.errors import Forbidden, StaleRecord, existing
from app.core.forms import Form
from app.core.http import respond, see_other
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.permission import Permission
from app.core.staff import staff_names
from app.initiatives.blueprint import bp
from app.initiatives.canvas import operations, paper, queries
from app.initiatives.canvas.comparing import compare
from app.initiatives.canvas.forms import CanvasForm, CompareFilters, PaperFilters
from app.initiatives.canvas.models import Canvas
from app.initiatives.canvas.questions import QUESTIONS
from app.initiatives.groups.models import Initiative
from app.initiatives.groups.queries import get_initiative
from app.network.queries import get_municipality
from app.ui.conflict import show_both
from app.ui.listing import Listing, read_listing
from app.ui.wording import instant

READ, WRITE = Permission.INITIATIVE_READ, Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/canvas"


@bp.get(HERE)
@requires(READ)
def canvas(initiative_id: UUID) -> Response:
    initiative = get_initiative(g.actor, initiative_id)
    found = queries.find_canvas(initiative.id)
    return respond(
        "initiatives/canvas/canvas.html",
        initiative=initiative,
        canvas=found,
        questions=QUESTIONS,
        answers=queries.answers_of(found),
        writer=staff_names([found.created_by]).get(found.created_by, "")
        if found and found.created_by
        else "",
        paper_form=_paper_form(initiative),
        may_write=g.actor.may(WRITE, initiative.municipality_id),
    )


@bp.route(f"{HERE}/edit", methods=["GET", "POST"])
@requires(WRITE)
def edit_canvas(initiative_id: UUID) -> Response:
    """On one screen for the whole group; a further version, so that nothing is written over."""
    initiative = _to_change(initiative_id)
    form = _edit_form(initiative)
    if form.validate_on_submit():
        try:
            operations.write_canvas(
                g.actor,
                canvas_id=form.new_id,
                initiative=initiative,
                version=form.version.data,
                answers=form.answers,
            )
        except StaleRecord:
            show_both(form, _edit_form(initiative))
        else:
            flash(_("The canvas was saved. Earlier versions are kept."), "good")
            return see_other("initiatives.canvas", initiative_id=initiative.id)
    return respond("initiatives/canvas/edit.html", status=form.status, form=form, initiative=initiative)


@bp.get(f"{HERE}/versions")
@requires(READ)
def canvas_versions(initiative_id: UUID) -> Response:
    """All versions, and two of them beside each other."""
    initiative = get_initiative(g.actor, initiative_id)
    versions = queries.list_versions(initiative.id)
    asked = _asked(versions)
    chosen = {each.id: each for each in versions}
    two = [chosen[asked[name]] for name in ("earlier", "later") if asked[name] in chosen]
    return respond(
        "initiatives/canvas/versions.html",
        status=asked.status,
        listing=asked,
        initiative=initiative,
        versions=versions,
        two=two,
        compared=compare(*map(queries.answers_of, two)) if two[1:] else [],
        questions=QUESTIONS,
        names=staff_names(each.created_by for each in versions),
        may_write=g.actor.may(WRITE, initiative.municipality_id),
    )


@bp.post(f"{HERE}/versions/<uuid:canvas_id>/restoration")
@requires(WRITE)
def restore_canvas(initiative_id: UUID, canvas_id: UUID) -> Response:
    initiative = _to_change(initiative_id)
    earlier, form = queries.get_version(initiative, canvas_id), Form()
    if form.validate_on_submit():
        operations.go_back(g.actor, canvas_id=form.new_id, initiative=initiative, to=earlier)
        said = _("The canvas says again what version %(number)s said.", number=earlier.number)
        flash(said, "good")
    return see_other("initiatives.canvas", initiative_id=initiative.id)


@bp.get(f"{HERE}/paper.pdf")
@requires(READ)
def canvas_pdf(initiative_id: UUID) -> Response:
    """The newest version on one page, the questions in Portuguese beside another language."""
    initiative = get_initiative(g.actor, initiative_id)
    found = existing(queries.find_canvas(initiative.id))
    asked = read_listing(_paper_form(initiative, request.args))
    asked.demand_valid()
    head = Letterhead(get_municipality(initiative.municipality_id).name)
    data = paper.data_of(found, title=initiative.title, language=asked["language"] or "pt")
    unit_of_work.let_go()
    document = letterhead.render(paper.TEMPLATE, head, data)
    return pdf(document, f"tela-{named(initiative.title)}")


def _to_change(initiative_id: UUID) -> Initiative:
    initiative = get_initiative(g.actor, initiative_id)
    if not g.actor.may(WRITE, initiative.municipality_id):
        raise Forbidden
    return initiative


def _edit_form(initiative: Initiative) -> CanvasForm:
    found = queries.find_canvas(initiative.id)
    return CanvasForm(data={**queries.answers_of(found), "version": found.number if found else 0})


def _paper_form(initiative: Initiative, args: MultiDict[str, str] | None = None) -> PaperFilters:
    form = PaperFilters(args or MultiDict())
    form.offer(queries.languages_of(g.actor, initiative.id))
    return form


def _asked(versions: Sequence[Canvas]) -> Listing:
    """The two versions that the address names, or the newest and the one before it."""
    newest = {"earlier": str(versions[1].id), "later": str(versions[0].id)} if versions[1:] else {}
    args = request.args or MultiDict(newest)
    form = CompareFilters(args)
    form.offer(
        (each, _("Version %(number)s, %(at)s", number=each.number, at=instant(each.created_at)))
        for each in versions
    )
    return read_listing(form, args=args)
