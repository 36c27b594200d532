"""Who is invited, what they answered, who was there."""

from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.unit_of_work import writes
from app.network.blueprint import bp
from app.network.meetings import presence
from app.network.meetings.forms.records import AnswerForm, EditInviteeForm, InviteeForm
from app.network.meetings.models.meeting import Invitee, Meeting, MeetingState
from app.network.meetings.operations import invitees as operations
from app.network.meetings.operations.agenda import MinutesClosed, demand_open
from app.network.meetings.operations.meetings import HasDecided, NotPlanned
from app.network.meetings.queries.meetings import get_meeting
from app.network.meetings.queries.records import get_invitee, list_invitees, quorum_of
from app.network.meetings.wording import ANSWERED_HOW, BY_PHONE, PRESENCES
from app.network.parties.queries import list_organisations, organisation_names
from app.ui.choice_fields import choices
from app.ui.conflict import show_both


@bp.route("/meetings/<uuid:meeting_id>/invitees", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def invite(meeting_id: UUID) -> Response:
    meeting, form = get_meeting(g.actor, meeting_id), InviteeForm()
    form.offer(list_organisations(meeting.municipality_id))
    demand_open(g.actor, meeting)
    if form.validate_on_submit():
        operations.invite(g.actor, meeting=meeting, invitee_id=form.new_id, guest=form.guest)
        flash(_("They are on the list."), "good")
        return _to_invited(meeting_id)
    return _page(form, meeting, None)


@bp.route("/meetings/invitees/<uuid:invitee_id>/edit", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def edit_invitee(invitee_id: UUID) -> Response:
    invitee = get_invitee(g.actor, invitee_id)
    form = _edit_form(invitee)
    demand_open(g.actor, invitee.meeting)
    if form.validate_on_submit():
        try:
            operations.edit_invitee(g.actor, invitee=invitee, version=form.version.data, guest=form.guest)
        except StaleRecord:
            show_both(form, _edit_form(invitee))
        except HasDecided:
            form.is_member.errors = [_would_undo()]
        else:
            flash(_("The list was changed."), "good")
            return _to_invited(invitee.meeting_id)
    return _page(form, invitee.meeting, invitee)


def _page(form: InviteeForm, meeting: Meeting, invitee: Invitee | None) -> Response:
    return respond(
        "network/meetings/invitee_form.html", status=form.status, form=form, meeting=meeting, invitee=invitee
    )


def _edit_form(invitee: Invitee) -> EditInviteeForm:
    """The organisation is one of those here, or the present one wherever it is."""
    form = EditInviteeForm(obj=invitee)
    form.offer(list_organisations(invitee.municipality_id))
    offered = {each.value for each in form.party_id.choices}
    if invitee.party_id and str(invitee.party_id) not in offered:
        form.party_id.choices += choices(organisation_names([invitee.party_id]))
    return form


@bp.post("/meetings/invitees/<uuid:invitee_id>/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def withdraw_invitee(invitee_id: UUID) -> Response:
    invitee = get_invitee(g.actor, invitee_id)
    try:
        operations.withdraw_invitee(g.actor, invitee=invitee)
    except operations.WasThere:
        flash(_("They were noted as present: change that first."), "warning")
    else:
        flash(_("They are off the list. It can be undone below it."), "good")
    return _to_invited(invitee.meeting_id)


@bp.post("/meetings/invitees/<uuid:invitee_id>/restoration")
@requires(Permission.PARTNERSHIP_WRITE)
def restore_invitee(invitee_id: UUID) -> Response:
    invitee = get_invitee(g.actor, invitee_id)
    operations.restore_invitee(g.actor, invitee=invitee)
    flash(_("They are on the list again."), "good")
    return _to_invited(invitee.meeting_id)


@bp.route("/meetings/invitees/<uuid:invitee_id>/answer", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def note_answer(invitee_id: UUID) -> Response:
    """What somebody answered by telephone, by mail, in person."""
    invitee = get_invitee(g.actor, invitee_id)
    form = _answer_form(invitee)
    if invitee.meeting.state != MeetingState.CONVENED:
        raise NotPlanned
    if form.validate_on_submit():
        try:
            operations.note_answer(
                g.actor,
                invitee=invitee,
                version=form.version.data,
                answer=form.chosen,
                how=form.answered_how.data or "",
                spokesperson=form.spokesperson.data,
            )
        except StaleRecord:
            show_both(form, _answer_form(invitee))
        else:
            flash(_("The answer was noted."), "good")
            return _to_invited(invitee.meeting_id)
    return respond(
        "network/meetings/answer.html",
        status=form.status,
        form=form,
        meeting=invitee.meeting,
        invitee=invitee,
        party=organisation_names([invitee.party_id]).get(invitee.party_id, "") if invitee.party_id else "",
    )


def _answer_form(invitee: Invitee) -> AnswerForm:
    """What came by the link is changed by telephone, as far as anybody here knows."""
    names = ("answer", "spokesperson", "version")
    how = invitee.answered_how if invitee.answered_how in ANSWERED_HOW else BY_PHONE
    return AnswerForm(data={**{name: getattr(invitee, name) for name in names}, "answered_how": how})


@bp.route("/meetings/<uuid:meeting_id>/presences", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def note_presences(meeting_id: UUID) -> Response:
    """Everybody on the list at once; of two who note at once, only what both changed is asked again."""
    meeting = get_meeting(g.actor, meeting_id)
    invitees = list_invitees(meeting_id)
    rows, status, trouble = presence.stored_rows(invitees), 200, ""
    if writes():
        rows = presence.typed_rows(rows, request.form)
        status, trouble = _note(meeting, rows)
        if not status:
            return see_other("network.note_presences", meeting_id=meeting_id)
    return respond(
        "network/meetings/presences.html",
        status=status,
        meeting=meeting,
        rows=rows,
        trouble=trouble,
        presences=PRESENCES,
        quorum=quorum_of(meeting, invitees),
        names=organisation_names(each.party_id for each in invitees),
    )


def _note(meeting: Meeting, rows: list[presence.Row]) -> tuple[int, str]:
    """Keep what was typed; else the status to show the list with, and why."""
    if any(each.is_wrong for each in rows):
        return 422, _("Please choose one of the answers shown.")
    try:
        count = operations.note_presence(g.actor, meeting=meeting, marks=presence.changes(rows))
    except operations.NotedMeanwhile as meanwhile:
        rows[:] = presence.with_theirs(rows, meanwhile.theirs)
        return 409, ""
    except HasDecided:
        return 409, _would_undo()
    except MinutesClosed:
        return 409, _("Presences are noted while the minutes are being written.")
    flash(ngettext("%(num)d presence was noted.", "%(num)d presences were noted.", count), "good")
    return 0, ""


def _would_undo() -> str:
    return _("Decisions stand that would have no quorum then. Take those back first.")


def _to_invited(meeting_id: UUID) -> Response:
    return see_other("network.meeting", meeting_id=meeting_id, _anchor="invited")
