"""The papers of a meeting, and the corrections of its minutes."""

from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import audit, downloads, unit_of_work
from app.core.access import requires, signed_in
from app.core.errors import Forbidden, NotFound
from app.core.http import respond, see_other
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.permission import Permission
from app.core.staff import staff_names
from app.core.unit_of_work import afterwards
from app.network.blueprint import bp
from app.network.links.sending import address_of
from app.network.meetings import convocation, papers
from app.network.meetings.forms.records import CorrectionForm
from app.network.meetings.minutes import Record, read_record
from app.network.meetings.operations import corrections as operations
from app.network.meetings.queries.meetings import get_meeting
from app.network.meetings.queries.records import get_correction, list_invitees
from app.network.parties.queries import organisation_names
from app.network.queries import get_municipality


@bp.get("/meetings/<uuid:meeting_id>/convocation.pdf")
@signed_in
def convocation_pdf(meeting_id: UUID) -> Response:
    record, head = _record(meeting_id)
    return _answer(papers.convocation_paper(head, record, staff_names(record.staff_ids)), "convocatoria")


@bp.post("/meetings/<uuid:meeting_id>/letters/paper")
@requires(Permission.PARTNERSHIP_WRITE)
def prepare_letters(meeting_id: UUID) -> Response:
    """Whoever has no link yet gets one; then the letters are ready to be printed."""
    meeting = get_meeting(g.actor, meeting_id, to_change=True)
    invited = [each for each in list_invitees(meeting_id) if each.withdrawn_at is None]
    names = organisation_names(each.party_id for each in invited)
    if convocation.prepare_letters(g.actor, meeting, invited, names):
        return see_other("network.letters_pdf", meeting_id=meeting_id)
    flash(_("There was nobody to write to."), "info")
    return see_other("network.meeting", meeting_id=meeting_id)


@bp.get("/meetings/<uuid:meeting_id>/letters.pdf")
@requires(Permission.PARTNERSHIP_WRITE)
def letters_pdf(meeting_id: UUID) -> Response:
    """The convocation once for each of those invited, with the code of their link."""
    record, head = _record(meeting_id)
    zone = ZoneInfo(record.meeting.zone)
    letters = [
        papers.Addressed(each.recipient, address_of(each), each.expires_at.astimezone(zone).date())
        for each in convocation.letters_of(record.meeting, record.invited)
    ]
    where = record.meeting.municipality_id
    noted = partial(audit.record, g.actor, "meeting.letters_printed", "meeting", meeting_id)
    afterwards(partial(noted, municipality_id=where, count=len(letters)))
    paper = papers.convocation_paper(head, record, staff_names(record.staff_ids), letters)
    return _answer(paper, "convocatorias")


@bp.get("/meetings/<uuid:meeting_id>/presences.pdf")
@signed_in
def presences_pdf(meeting_id: UUID) -> Response:
    record, head = _record(meeting_id)
    return _answer(papers.presence_paper(head, record), "lista-de-presencas")


@bp.get("/meetings/<uuid:meeting_id>/minutes.pdf")
@signed_in
def minutes_pdf(meeting_id: UUID) -> Response:
    """Of what was not held there are none."""
    record, head = _record(meeting_id)
    if record.meeting.began is None:
        raise NotFound
    return _answer(papers.minutes_paper(head, record, staff_names(record.staff_ids)), "ata")


def _record(meeting_id: UUID) -> tuple[Record, Letterhead]:
    """Papers name people: who may not read names gets none."""
    meeting = get_meeting(g.actor, meeting_id)
    record = read_record(g.actor, meeting)
    if not record.is_named:
        raise Forbidden
    return record, Letterhead(get_municipality(meeting.municipality_id).name)


def _answer(paper: Paper, name: str) -> Response:
    unit_of_work.let_go()
    return downloads.pdf(paper.drawn(), name)


@bp.route("/meetings/<uuid:meeting_id>/corrections", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def correct_minutes(meeting_id: UUID) -> Response:
    meeting, form = get_meeting(g.actor, meeting_id), CorrectionForm()
    if meeting.approved_on is None:
        raise operations.NotApproved
    if form.validate_on_submit():
        operations.correct(g.actor, meeting=meeting, correction_id=form.new_id, words=form.words.data)
        flash(_("The correction stands below the minutes, with its day and your name."), "good")
        return see_other("network.meeting", meeting_id=meeting_id, _anchor="corrections")
    return respond("network/meetings/correct.html", status=form.status, form=form, meeting=meeting)


@bp.post("/meetings/corrections/<uuid:correction_id>/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def withdraw_correction(correction_id: UUID) -> Response:
    correction = get_correction(g.actor, correction_id)
    operations.withdraw_correction(g.actor, correction=correction)
    flash(_("The correction was taken back."), "good")
    return see_other("network.meeting", meeting_id=correction.meeting_id, _anchor="corrections")


@bp.post("/meetings/corrections/<uuid:correction_id>/restoration")
@requires(Permission.PARTNERSHIP_WRITE)
def restore_correction(correction_id: UUID) -> Response:
    correction = get_correction(g.actor, correction_id)
    operations.restore_correction(g.actor, correction=correction)
    flash(_("The correction stands again."), "good")
    return see_other("network.meeting", meeting_id=correction.meeting_id, _anchor="corrections")
