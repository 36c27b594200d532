"""Enrolling many at once: typed in a table or brought as a spreadsheet, then matched row by row."""

import json
from collections.abc import Sequence
from uuid import UUID

from flask import Response, current_app, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.downloads import takes_upload
from app.core.exports import CSV_TYPE, csv_file
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.sheets import SheetRefused, read_rows
from app.people.wording import CANDIDATE_REASONS
from app.ui.sheet_trouble import sheet_trouble
from app.workshops import queries, rows, services
from app.workshops.enrolment_words import FAULTS
from app.workshops.forms.enrolments import EnrolmentFileForm, MatchForm
from app.workshops.forms.people_rows import TypedRow, typed_rows
from app.workshops.models import Workshop
from app.workshops.queries import matching
from app.workshops.services.listed import Decision, enrol_listed
from app.workshops.views.blueprint import bp

TABLE_ROWS = 20


@bp.get("/workshops/<uuid:workshop_id>/enrolments/new")
@requires(Permission.ENROLMENT_WRITE)
def enrolling(workshop_id: UUID) -> Response:
    return _table(queries.get_workshop(g.actor, workshop_id), [])


@bp.post("/workshops/<uuid:workshop_id>/enrolments/new")
@requires(Permission.ENROLMENT_WRITE)
def match_typed(workshop_id: UUID) -> Response:
    """Show who the people of the table could be; nothing is saved yet."""
    workshop = queries.get_workshop(g.actor, workshop_id)
    lines = typed_rows(request.form)
    good = [line.row for line in lines if line.row]
    if not good or any(line.fault for line in lines):
        return _table(workshop, lines, status=422)
    return _matches(workshop, rows.numbered(good), made_at="desk")


@bp.get("/workshops/<uuid:workshop_id>/enrolments/import")
@requires(Permission.ENROLMENT_WRITE)
def import_enrolments(workshop_id: UUID) -> Response:
    return _file(queries.get_workshop(g.actor, workshop_id), EnrolmentFileForm())


@bp.post("/workshops/<uuid:workshop_id>/enrolments/import")
@requires(Permission.ENROLMENT_WRITE)
@takes_upload
def match_imported(workshop_id: UUID) -> Response:
    """The same for a spreadsheet; rows that cannot be used are counted and can be taken back."""
    workshop = queries.get_workshop(g.actor, workshop_id)
    form = EnrolmentFileForm()
    if not form.validate():
        return _file(workshop, form, status=422)
    try:
        sheet = read_rows(form.file.data.data, form.file.data.filename, limit=rows.MOST)
        good, broken = rows.read(sheet)
    except SheetRefused as refused:
        form.file.errors = [sheet_trouble(refused)]
        return _file(workshop, form, status=422)
    except rows.NoNames:
        form.file.errors = [_("No column is called “Nome”: the names could not be found.")]
        return _file(workshop, form, status=422)
    return _matches(workshop, good, made_at="import", broken=broken)


@bp.post("/workshops/<uuid:workshop_id>/enrolments/broken-rows")
@requires(Permission.ENROLMENT_WRITE)
def broken_rows(workshop_id: UUID) -> Response:
    """Give the rows back that could not be used, each with its reason, to be mended and sent again."""
    queries.get_workshop(g.actor, workshop_id)
    sent = [_cells(each) for each in request.form.getlist("broken")[: rows.MOST]]
    header = list(dict.fromkeys(heading for cells in sent for heading in cells))
    data = csv_file(header, [[cells.get(heading, "") for heading in header] for cells in sent])
    answer = current_app.response_class(data, mimetype=CSV_TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="linhas-a-corrigir.csv"'
    return answer


@bp.post("/workshops/<uuid:workshop_id>/enrolments")
@requires(Permission.ENROLMENT_WRITE)
def enrol_matched(workshop_id: UUID) -> Response:
    """Enrol everybody as decided."""
    workshop = queries.get_workshop(g.actor, workshop_id)
    form = MatchForm()
    lines = typed_rows(request.form)
    people = rows.numbered([line.row for line in lines if line.row])
    chosen = {row.number: request.form.get(f"who-{row.number}", "") for row in people}
    decisions = [_decision(row, chosen[row.number]) for row in people if chosen[row.number] != matching.SKIP]
    if not form.validate() or any(line.fault for line in lines) or None in decisions or not people:
        return _matches(workshop, people, made_at=form.origin, chosen=chosen, status=422)
    try:
        outcome = enrol_listed(
            g.actor, workshop=workshop, decisions=[each for each in decisions if each], made_at=form.origin
        )
    except services.ClosedForEnrolment:
        flash(_("This series takes no enrolments now."), "warning")
        return see_other("workshops.enrolments", workshop_id=workshop_id)
    flash(
        _(
            "With a place: %(seated)s. Waiting or to confirm: %(waiting)s. Enrolled before: %(known)s.",
            seated=outcome.seated,
            waiting=outcome.waiting,
            known=outcome.known,
        ),
        "good",
    )
    return see_other("workshops.enrolments", workshop_id=workshop_id)


def _decision(row: rows.Row, who: str) -> Decision | None:
    if who == matching.NEW:
        return Decision(row, None)
    try:
        return Decision(row, UUID(who))
    except ValueError:
        return None


def _cells(text: str) -> dict[str, str]:
    try:
        cells = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(cells, dict):
        return {}
    return {str(heading)[:200]: str(value)[:1_000] for heading, value in cells.items()}


def _table(workshop: Workshop, lines: Sequence[TypedRow], *, status: int = 200) -> Response:
    g.actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    by_number = {line.number: line for line in lines}
    drawn = [by_number.get(number, TypedRow(number)) for number in range(1, TABLE_ROWS + 1)]
    return respond(
        "workshops/enrolling.html",
        status=status,
        workshop=workshop,
        lines=drawn,
        faults=FAULTS,
        wrong=[line for line in lines if line.fault],
        is_empty=status != 200 and not any(line.row or line.fault for line in lines),
    )


def _file(workshop: Workshop, form: EnrolmentFileForm, *, status: int = 200) -> Response:
    g.actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    return respond(
        "workshops/enrolment_file.html", status=status, workshop=workshop, form=form, most=rows.MOST
    )


def _matches(
    workshop: Workshop,
    people: Sequence[rows.Row],
    *,
    made_at: str,
    broken: Sequence[rows.Broken] = (),
    chosen: dict[int, str] | None = None,
    status: int = 200,
) -> Response:
    g.actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    found = matching.match(g.actor, workshop, people)
    ids = [each.participant.id for one in found for each in one.candidates]
    reason = _("Reason")
    return respond(
        "workshops/matches.html",
        status=status,
        workshop=workshop,
        form=MatchForm(formdata=None) if status == 200 else MatchForm(),
        matches=found,
        chosen=chosen or {one.row.number: one.proposed for one in found},
        is_refused=chosen is not None,
        enrolled=matching.enrolled_in(workshop, ids),
        reasons=CANDIDATE_REASONS,
        made_at=made_at,
        broken=[
            (each, json.dumps({**each.cells, reason: str(FAULTS[each.fault])}, ensure_ascii=False))
            for each in broken
        ],
        faults=FAULTS,
    )
