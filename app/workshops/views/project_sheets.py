"""Project sheets: written with the person, kept with them, printed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from wtforms import SelectChoice

from app.core import i18n, unit_of_work
from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people.models import Participant
from app.people.queries import get_participant
from app.skills import queries as skills
from app.ui.versions import Difference, differences
from app.workshops.forms.project_sheets import SheetForm, drawn
from app.workshops.models import AlternativeKind, ProjectSheet, Workshop
from app.workshops.papers import project_sheet as paper
from app.workshops.papers.project_sheet import Way
from app.workshops.queries import papers
from app.workshops.queries.project_sheets import (
    get_project_sheet,
    project_sheets_of,
    project_workshops_of,
)
from app.workshops.services.project_sheets import create_project_sheet, edit_project_sheet
from app.workshops.views.blueprint import bp
from app.workshops.views.sheets import pdf

FIRST_KINDS = (AlternativeKind.JOB, AlternativeKind.OWN_ACTIVITY, AlternativeKind.TOGETHER)


@bp.get("/participants/<uuid:participant_id>/project-sheets")
@requires(Permission.INVENTORY_CLAIM)
def project_sheets(participant_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id)
    sheets = project_sheets_of(g.actor, person.id)
    return respond("workshops/project_sheets.html", person=person, sheets=sheets)


@bp.get("/participants/<uuid:participant_id>/project-sheets/new")
@requires(Permission.INVENTORY_CONFIRM)
def new_project_sheet(participant_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id)
    return _page(person, _form(person, drawn(None, FIRST_KINDS)), None)


@bp.post("/participants/<uuid:participant_id>/project-sheets/new")
@requires(Permission.INVENTORY_CONFIRM)
def add_project_sheet(participant_id: UUID) -> Response:
    person = get_participant(g.actor, participant_id)
    form = _form(person)
    if (place := _takes_in(form)) is not None:
        return _page(person, form, None, open_at=place)
    if not form.validate_ways():
        return _page(person, form, None, status=422)
    sheet = create_project_sheet(
        g.actor,
        sheet_id=form.new_id,
        participant=person,
        ways=form.written,
        chosen=form.chosen_place,
        workshop_id=UUID(form.workshop.data) if form.workshop.data else None,
    )
    flash(_("The project sheet was kept."), "good")
    return see_other("workshops.project_sheet", sheet_id=sheet.id)


@bp.get("/project-sheets/<uuid:sheet_id>")
@requires(Permission.INVENTORY_CONFIRM)
def project_sheet(sheet_id: UUID) -> Response:
    sheet = get_project_sheet(g.actor, sheet_id)
    person = get_participant(g.actor, sheet.participant_id)
    return _page(person, _form(person, drawn(sheet)), sheet)


@bp.post("/project-sheets/<uuid:sheet_id>")
@requires(Permission.INVENTORY_CONFIRM)
def change_project_sheet(sheet_id: UUID) -> Response:
    sheet = get_project_sheet(g.actor, sheet_id)
    person = get_participant(g.actor, sheet.participant_id)
    form = _form(person)
    if (place := _takes_in(form)) is not None:
        return _page(person, form, sheet, open_at=place)
    if not form.validate_ways() or form.version.data is None:
        return _page(person, form, sheet, status=422)
    try:
        edit_project_sheet(
            g.actor, sheet=sheet, version=form.version.data, ways=form.written, chosen=form.chosen_place
        )
    except StaleRecord as stale:
        form.version.data, form.version.raw_data = stale.current_version, None
        stored = _form(person, drawn(sheet, [each.kind.data for each in form.ways]))
        return _page(person, form, sheet, status=409, both=differences(stored, form))
    flash(_("The project sheet was kept."), "good")
    return see_other("workshops.project_sheet", sheet_id=sheet.id)


@bp.get("/project-sheets/<uuid:sheet_id>/sheet.pdf")
@requires(Permission.INVENTORY_CLAIM)
def project_sheet_pdf(sheet_id: UUID) -> Response:
    """The paper, in Portuguese beside the person's language; a protected person's carries no name."""
    sheet = get_project_sheet(g.actor, sheet_id)
    person = get_participant(g.actor, sheet.participant_id)
    workshop = _workshop(sheet, person)
    head = papers.letterhead_of(sheet.municipality_id, workshop)
    said: dict[str, Any] = {
        "name": "" if person.is_sealed else person.name,
        "series": workshop.title if workshop else "",
        "made_on": sheet.created_at.date(),
        "language": person.language,
        "ways": [
            Way(
                kind=each.kind,
                title=each.title,
                brings=each.brings,
                takes=each.takes,
                first_step=each.first_step,
                first_step_by=each.first_step_by,
                is_chosen=sheet.chosen == each.position,
            )
            for each in sheet.alternatives
        ],
    }
    unit_of_work.let_go()
    return pdf(paper.render(head, **said), "ficha-de-projeto")


def _workshop(sheet: ProjectSheet, person: Participant) -> Workshop | None:
    found = project_workshops_of(person.id) if sheet.workshop_id else ()
    return next((each for each in found if each.id == sheet.workshop_id), None)


def _form(person: Participant, data: dict[str, Any] | None = None) -> SheetForm:
    form = SheetForm(formdata=None, data=data) if data is not None else SheetForm()
    series = [SelectChoice(str(each.id), each.title) for each in project_workshops_of(person.id)]
    form.workshop.choices = [SelectChoice("", _("Outside a series")), *series]
    return form


def _takes_in(form: SheetForm) -> int | None:
    """Puts ticked competences into a way, without keeping anything yet; its place when that was asked."""
    wanted = request.form.get("take_in", "")
    if wanted not in {"0", "1", "2"}:
        return None
    place = int(wanted)
    form.take_in([each[:200] for each in request.form.getlist(f"offered-{place}")[:100]], place)
    return place


def _page(
    person: Participant,
    form: SheetForm,
    sheet: ProjectSheet | None,
    *,
    open_at: int | None = None,
    status: int = 200,
    both: Sequence[Difference] | None = None,
) -> Response:
    known = skills.catalogue()
    views = [known.competence(each.competence_id) for each in skills.entries_of(g.actor, person.id)]
    return respond(
        "workshops/project_sheet.html",
        status=status,
        person=person,
        form=form,
        sheet=sheet,
        open_at=open_at,
        both=both,
        offered=[view.name(i18n.MAIN).value for view in views if view],
    )
