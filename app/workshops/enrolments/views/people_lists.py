"""Enrolling many at once: typed in a table or brought as a spreadsheet, then matched row by row."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.reading import MissingColumns, Reading, rows_to_mend
from app.core.refusals import SheetRefused
from app.core.sheets import read_rows
from app.core.unit_of_work import writes
from app.core.uploads import takes_upload
from app.network.queries import list_parish_choices
from app.people.facts import kinds
from app.people.sealing import ReasonNeeded
from app.people.wording import CANDIDATE_REASONS
from app.ui.languages import language_names
from app.ui.listing import csv_answer
from app.ui.sheet_trouble import fault_sentence, sheet_trouble
from app.workshops.blueprint import bp
from app.workshops.enrolments import rows
from app.workshops.enrolments.forms.enrolments import EnrolmentFileForm, MatchForm
from app.workshops.enrolments.forms.people_rows import TypedRow, parish_names, typed_rows
from app.workshops.enrolments.operations.enrolments import ClosedForEnrolment
from app.workshops.enrolments.operations.people_lists import Decision, enrol_listed
from app.workshops.enrolments.queries import matching
from app.workshops.planning.models.series import Workshop
from app.workshops.planning.queries.series import get_workshop

TABLE_ROWS = 20


@bp.route("/workshops/<uuid:workshop_id>/enrolments/new", methods=["GET", "POST"])
@requires(Permission.ENROLMENT_WRITE)
def match_typed(workshop_id: UUID) -> Response:
    """Show who the people of the table could be; nothing is saved yet."""
    workshop = _workshop(workshop_id)
    people, lines = typed_rows(request.form, workshop.municipality_id)
    wrong = [line for line in lines if line.error]
    if people and not wrong:
        return _matches(workshop, people, origin="desk")
    by_number = {line.number: line for line in lines}
    return respond(
        "workshops/enrolments/enrolling.html",
        status=422 if writes() else 200,
        workshop=workshop,
        lines=[by_number.get(number, TypedRow(number)) for number in range(1, TABLE_ROWS + 1)],
        wrong=wrong,
        is_empty=writes() and not lines,
        parishes=parish_names(workshop.municipality_id),
        languages=language_names(),
        situations=kinds.offered(kinds.WORK),
    )


@bp.route("/workshops/<uuid:workshop_id>/enrolments/import", methods=["GET", "POST"])
@requires(Permission.ENROLMENT_WRITE)
@takes_upload("file", partial(read_rows, limit=rows.MOST))
def match_imported(workshop_id: UUID) -> Response:
    """The same for a spreadsheet; rows that cannot be used are counted and can be taken back."""
    workshop = _workshop(workshop_id)
    form = EnrolmentFileForm()
    if form.validate_on_submit():
        try:
            people, reading = rows.read(form.file.data.read(), rows.as_written(workshop.municipality_id))
        except SheetRefused as refused:
            form.file.errors = [sheet_trouble(refused)]
        except MissingColumns:
            form.file.errors = [_("No column is called “Nome”: the names could not be found.")]
        else:
            return _matches(workshop, people, origin="import", reading=reading)
    return respond(
        "workshops/enrolments/enrolment_file.html",
        status=form.status,
        workshop=workshop,
        form=form,
        most=rows.MOST,
    )


@bp.post("/workshops/<uuid:workshop_id>/enrolments/broken-rows")
@requires(Permission.ENROLMENT_WRITE)
def broken_rows(workshop_id: UUID) -> Response:
    """Give the rows back that could not be used, each with its reason, to be mended and sent again."""
    _workshop(workshop_id)
    header, *cells = _sent_table(request.form.get("broken", "")) or [[]]
    return csv_answer("linhas-a-corrigir", header, cells)


@bp.post("/workshops/<uuid:workshop_id>/enrolments")
@requires(Permission.ENROLMENT_WRITE)
def enrol_matched(workshop_id: UUID) -> Response:
    """Enrol everybody as decided."""
    workshop = _workshop(workshop_id)
    form = MatchForm()
    people, lines = typed_rows(request.form, workshop.municipality_id)
    chosen = {row.number: request.form.get(f"who-{row.number}", "") for row in people}
    decisions = [_decision(row, chosen[row.number]) for row in people if chosen[row.number] != matching.SKIP]
    if not form.validate() or any(line.error for line in lines) or None in decisions or not people:
        return _matches(workshop, people, origin=form.whence, chosen=chosen)
    try:
        outcome = enrol_listed(
            g.actor, workshop=workshop, decisions=[each for each in decisions if each], origin=form.whence
        )
    except ReasonNeeded as needed:  # before anything was written: what was decided stays on the page
        return _matches(workshop, people, origin=form.whence, chosen=chosen, sealed_id=needed.participant_id)
    except ClosedForEnrolment:
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


def _workshop(workshop_id: UUID) -> Workshop:
    workshop = get_workshop(g.actor, workshop_id)
    g.actor.demand(Permission.ENROLMENT_WRITE, workshop.municipality_id)
    return workshop


def _decision(row: rows.Row, who: str) -> Decision | None:
    if who == matching.NEW:
        return Decision(row, None)
    try:
        return Decision(row, UUID(who))
    except ValueError:
        return None


def _sent_table(text: str) -> list[list[str]]:
    """The rows as the page of matches carried them; none where somebody tampered with them."""
    try:
        table = json.loads(text)
        return [[str(cell)[:1_000] for cell in row] for row in table[: rows.MOST + 1]]
    except (ValueError, TypeError, RecursionError):
        return []


def _matches(
    workshop: Workshop,
    people: Sequence[rows.Row],
    *,
    origin: str,
    reading: Reading | None = None,
    chosen: Mapping[int, str] | None = None,
    sealed_id: UUID | None = None,
) -> Response:
    """Whoever is to be decided about comes first.

    `chosen` is what was sent, where a decision is missing in it or names somebody sealed, `sealed_id`.
    """
    is_refused = chosen is not None
    found = matching.match(g.actor, workshop, people)
    answers = chosen or {one.row.number: one.proposed for one in found}
    found.sort(key=lambda one: bool(answers.get(one.row.number)))
    ids = [each.participant.id for one in found for each in one.candidates]
    broken = reading.broken if reading else []
    header, cells = rows_to_mend(broken, _("Reason"), fault_sentence)
    return respond(
        "workshops/enrolments/matches.html",
        status=422 if is_refused else 200,
        workshop=workshop,
        form=MatchForm() if is_refused else MatchForm(formdata=None),
        matches=found,
        chosen=answers,
        undecided=[one.row for one in found if not answers.get(one.row.number)],
        is_refused=is_refused,
        sealed_id=sealed_id,
        enrolled=matching.enrolled_in(workshop, ids),
        parishes={each.id: each.name for each in list_parish_choices(workshop.municipality_id)},
        reasons=CANDIDATE_REASONS,
        origin=origin,
        unused=reading.unused if reading else (),
        broken=[(each.number, cells[at][0]) for at, each in enumerate(broken)],
        to_mend=json.dumps([header, *cells], ensure_ascii=False),
    )
