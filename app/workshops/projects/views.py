"""Project sheets: written with the person, kept with them, printed."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from wtforms import SelectChoice

from app.core import clock, i18n, unit_of_work
from app.core.access import requires
from app.core.downloads import pdf
from app.core.errors import StaleRecord
from app.core.feature import Panel, declared
from app.core.http import respond, see_other
from app.core.papers import letterhead
from app.core.permission import Permission
from app.core.sheet_page import SheetPage
from app.people.models import Participant
from app.people.queries import get_participant
from app.skills.queries.catalogue import catalogue
from app.skills.queries.inventories import entries_of
from app.ui.choice_fields import choices
from app.ui.conflict import show_both
from app.workshops.blueprint import bp
from app.workshops.papers import queries as papers
from app.workshops.planning.models.series import Workshop
from app.workshops.projects import paper
from app.workshops.projects.forms import EditSheetForm, SheetForm, drawn
from app.workshops.projects.models import AlternativeKind, ProjectSheet
from app.workshops.projects.operations import create_project_sheet, edit_project_sheet
from app.workshops.projects.queries import (
    first_steps,
    get_project_sheet,
    project_sheets_of,
    project_workshops_of,
)

FIRST_KINDS = (AlternativeKind.JOB, AlternativeKind.OWN_ACTIVITY, AlternativeKind.TOGETHER)


@bp.get("/first-steps")
@requires(Permission.INVENTORY_CLAIM)
def coming_steps() -> Response:
    """What people wanted to do about now, so that somebody asks how it went."""
    steps = first_steps(g.actor, clock.today(g.zone))
    return respond("workshops/projects/first_steps.html", steps=steps)


@bp.get("/participants/<uuid:participant_id>/project-sheets")
@requires(Permission.INVENTORY_CLAIM)
def project_sheets(participant_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id)
    sheets = project_sheets_of(g.actor, person.id)
    return respond("workshops/projects/project_sheets.html", person=person, sheets=sheets)


@bp.route("/participants/<uuid:participant_id>/project-sheets/new", methods=["GET", "POST"])
@requires(Permission.INVENTORY_CONFIRM)
def add_project_sheet(participant_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id)
    form = SheetForm(data=drawn(None, FIRST_KINDS))
    form.workshop.choices = _series(person)
    open_at = _taken_in(form)
    if open_at is None and form.validate_on_submit():
        sheet = create_project_sheet(
            g.actor,
            sheet_id=form.new_id,
            participant=person,
            ways=form.written,
            chosen=form.chosen_position,
            workshop_id=form.workshop.data,
        )
        flash(_("The project sheet was kept."), "good")
        return see_other("workshops.change_project_sheet", sheet_id=sheet.id)
    return _page(person, form, None, open_at)


@bp.route("/project-sheets/<uuid:sheet_id>", methods=["GET", "POST"])
@requires(Permission.INVENTORY_CONFIRM)
def change_project_sheet(sheet_id: UUID) -> Response:
    sheet = get_project_sheet(g.actor, sheet_id)
    person = get_participant(g.actor, sheet.participant_id)
    form = _edit_form(person, sheet)
    open_at = _taken_in(form)
    if open_at is None and form.validate_on_submit():
        try:
            edit_project_sheet(
                g.actor,
                sheet=sheet,
                version=form.version.data,
                ways=form.written,
                chosen=form.chosen_position,
            )
        except StaleRecord:
            show_both(form, _edit_form(person, sheet, [each.kind.data for each in form.ways]))
        else:
            flash(_("The project sheet was kept."), "good")
            return see_other("workshops.change_project_sheet", sheet_id=sheet.id)
    return _page(person, form, sheet, open_at)


@bp.get("/project-sheets/<uuid:sheet_id>/sheet.pdf")
@requires(Permission.INVENTORY_CLAIM)
def project_sheet_pdf(sheet_id: UUID) -> Response:
    """The paper, in Portuguese beside the person's language; a protected person's carries no name."""
    sheet = get_project_sheet(g.actor, sheet_id)
    person = get_participant(g.actor, sheet.participant_id)
    workshop = _workshop(sheet, person)
    head = papers.letterhead_of(sheet.municipality_id, workshop)
    data = paper.data_of(
        sheet,
        name="" if person.is_sealed else person.on_papers,
        series=workshop.title if workshop else "",
        language=person.language,
    )
    unit_of_work.let_go()
    return pdf(letterhead.render(paper.TEMPLATE, head, data), "ficha-de-projeto")


def _workshop(sheet: ProjectSheet, person: Participant) -> Workshop | None:
    found = project_workshops_of(person.id) if sheet.workshop_id else ()
    return next((each for each in found if each.id == sheet.workshop_id), None)


def _edit_form(person: Participant, sheet: ProjectSheet, kinds: Sequence[str] = ()) -> EditSheetForm:
    form = EditSheetForm(data=drawn(sheet, kinds))
    form.workshop.choices = _series(person)
    return form


def _series(person: Participant) -> list[SelectChoice]:
    there = {each.id: each.title for each in project_workshops_of(person.id)}
    return choices(there, _("Outside a series"))


def _taken_in(form: SheetForm) -> int | None:
    """The way into which the button puts the ticked competences; None where the sheet is to be kept."""
    wanted = request.form.get("take_in", "")
    if wanted not in {"0", "1", "2"}:
        return None
    ticked = [each[:200] for each in request.form.getlist(f"offered-{wanted}")[:100]]
    form.take_in(ticked, int(wanted))
    return int(wanted)


def _page(person: Participant, form: SheetForm, sheet: ProjectSheet | None, open_at: int | None) -> Response:
    views = catalogue().several(each.competence_id for each in entries_of(g.actor, person.id)).values()
    return respond(
        "workshops/projects/project_sheet.html",
        status=form.status,
        person=person,
        form=form,
        sheet=sheet,
        open_at=open_at,
        panels=[each for page in declared(SheetPage) for each in page.panels(g.actor, sheet)]
        if sheet
        else (),
        offered=[view.name(i18n.MAIN).value for view in views],
    )


def _panels(sheet: ProjectSheet) -> list[Panel]:
    return [each for page in declared(SheetPage) for each in page.panels(g.actor, sheet)]
