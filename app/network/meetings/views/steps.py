"""A meeting is convened, held, approved, called off; each of these taken back."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock, mail
from app.core.access import requires
from app.core.errors import IllegalTransition, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.blueprint import bp
from app.network.meetings import convocation
from app.network.meetings.forms.meetings import (
    ApprovalForm,
    CancelMeetingForm,
    ConveneForm,
    HoldForm,
    HoursForm,
)
from app.network.meetings.models.meeting import Meeting, MeetingState
from app.network.meetings.operations import meetings as operations
from app.network.meetings.queries.meetings import get_meeting, later_of_body
from app.network.meetings.queries.records import list_invitees, list_items, rule_on
from app.network.meetings.wording import rule_in_words
from app.network.parties.queries import organisation_names
from app.network.queries import get_municipality
from app.ui.conflict import show_both
from app.ui.wording import day


@bp.route("/meetings/<uuid:meeting_id>/convocation", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def convene_meeting(meeting_id: UUID) -> Response:
    """First who would be written to, and what is missing; then it is convened."""
    found, form = get_meeting(g.actor, meeting_id), ConveneForm()
    _demand_state(found, MeetingState.DRAFT)
    is_ready = True
    if form.validate_on_submit():
        try:
            operations.convene(g.actor, meeting=found)
        except operations.NotReady:
            is_ready = False
        else:
            flash(_("The meeting is convened."), "good")
            if form.write.data:
                _write(found, only_new=False)
            return see_other("network.meeting", meeting_id=meeting_id)
    invited = [each for each in list_invitees(meeting_id) if each.withdrawn_at is None]
    rule = rule_on(found.body_id, found.municipality_id, found.on) if found.body_id else None
    return respond(
        "network/meetings/convene.html",
        status=form.status if is_ready else 422,
        form=form,
        meeting=found,
        invited=invited,
        unreachable=[each for each in invited if not each.email],
        names=organisation_names(each.party_id for each in invited),
        has_agenda=any(each.withdrawn_at is None for each in list_items(meeting_id)),
        rule=rule_in_words(rule.rule) if rule else "",
    )


@bp.post("/meetings/<uuid:meeting_id>/letters")
@requires(Permission.PARTNERSHIP_WRITE)
def write_convocation(meeting_id: UUID) -> Response:
    """Mail the convocation to whoever has not got it; with `everybody`, to all once more."""
    found = get_meeting(g.actor, meeting_id, to_change=True)
    _demand_state(found, MeetingState.CONVENED)
    _write(found, only_new="everybody" not in request.form)
    return see_other("network.meeting", meeting_id=meeting_id)


def _write(found: Meeting, *, only_new: bool) -> None:
    invited = [each for each in list_invitees(found.id) if not (only_new and each.written_at)]
    names = organisation_names(each.party_id for each in invited)
    count = convocation.write_to(g.actor, found, invited, names)
    if count:
        flash(
            ngettext("%(num)d convocation leaves by e-mail.", "%(num)d convocations leave by e-mail.", count),
            "good",
        )
    elif not mail.is_configured():
        flash(_("No e-mail leaves from here: print the convocation, please."), "warning")
    else:
        flash(_("There was nobody to write to."), "info")


@bp.post("/meetings/<uuid:meeting_id>/convocation/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def take_back_convocation(meeting_id: UUID) -> Response:
    found = get_meeting(g.actor, meeting_id, to_change=True)
    operations.take_back(g.actor, meeting=found)
    flash(_("The meeting is being prepared again. Whoever was written to has to be told."), "good")
    return see_other("network.meeting", meeting_id=meeting_id)


@bp.route("/meetings/<uuid:meeting_id>/cancellation", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def cancel_meeting(meeting_id: UUID) -> Response:
    found, form = get_meeting(g.actor, meeting_id), CancelMeetingForm()
    _demand_state(found, MeetingState.DRAFT, MeetingState.CONVENED)
    if form.validate_on_submit():
        operations.cancel(g.actor, meeting=found, reason=form.reason.data, note=form.note.data)
        flash(_("The meeting was cancelled."), "good")
        if form.write.data:
            municipality = get_municipality(found.municipality_id)
            count = convocation.tell_cancelled(g.actor, found, list_invitees(meeting_id), municipality)
            if count:
                flash(ngettext("%(num)d e-mail tells of it.", "%(num)d e-mails tell of it.", count), "good")
        return see_other("network.meeting", meeting_id=meeting_id)
    return respond("network/meetings/cancel.html", status=form.status, form=form, meeting=found)


@bp.post("/meetings/<uuid:meeting_id>/restoration")
@requires(Permission.PARTNERSHIP_WRITE)
def restore_meeting(meeting_id: UUID) -> Response:
    found = get_meeting(g.actor, meeting_id, to_change=True)
    operations.restore(g.actor, meeting=found)
    if found.state == MeetingState.CONVENED:
        flash(_("The meeting takes place after all. Nobody was told of it."), "good")
    else:
        flash(_("The meeting is being prepared again. Convene it once more."), "good")
    return see_other("network.meeting", meeting_id=meeting_id)


@bp.route("/meetings/<uuid:meeting_id>/beginning", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def hold_meeting(meeting_id: UUID) -> Response:
    found = get_meeting(g.actor, meeting_id)
    form = HoldForm(data={"began": found.starts})
    _demand_state(found, MeetingState.CONVENED)
    _without_second_call(form, found)
    if form.validate_on_submit():
        second = form.on_second_call.data if "on_second_call" in form else False
        try:
            operations.hold(g.actor, meeting=found, began=form.began.at, on_second_call=second)
        except operations.NotYet:
            form.began.errors = [_("This meeting is still to come: it is on %(day)s.", day=day(found.on))]
        else:
            flash(_("The meeting has begun. Note who is there: the quorum is counted from that."), "good")
            return see_other("network.note_presences", meeting_id=meeting_id)
    return respond("network/meetings/begin.html", status=form.status, form=form, meeting=found)


@bp.route("/meetings/<uuid:meeting_id>/hours", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def change_hours(meeting_id: UUID) -> Response:
    found = get_meeting(g.actor, meeting_id)
    form = _hours_form(found)
    _demand_state(found, MeetingState.HELD)
    if form.validate_on_submit():
        second = form.on_second_call.data if "on_second_call" in form else False
        closed = form.closed.at if form.closed.data else None
        try:
            operations.change_hours(
                g.actor,
                meeting=found,
                version=form.version.data,
                began=form.began.at,
                closed=closed,
                on_second_call=second,
            )
        except StaleRecord:
            show_both(form, _hours_form(found))
        else:
            flash(_("The hours were kept."), "good")
            return see_other("network.meeting", meeting_id=meeting_id)
    return respond("network/meetings/begin.html", status=form.status, form=form, meeting=found)


def _hours_form(found: Meeting) -> HoursForm:
    names = ("began", "closed", "on_second_call", "version")
    form = HoursForm(data={name: getattr(found, name) for name in names})
    _without_second_call(form, found)
    return form


def _without_second_call(form: Any, found: Meeting) -> None:
    """Where its rule knows none, nobody is asked for it."""
    if found.second_after is None:
        del form.on_second_call


@bp.post("/meetings/<uuid:meeting_id>/beginning/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def take_back_beginning(meeting_id: UUID) -> Response:
    found = get_meeting(g.actor, meeting_id, to_change=True)
    try:
        operations.take_back_holding(g.actor, meeting=found)
    except operations.HasDecided:
        flash(_("Decisions of it stand. Take those back first."), "warning")
    else:
        flash(_("It has not begun. What was noted of it is kept."), "good")
    return see_other("network.meeting", meeting_id=meeting_id)


@bp.route("/meetings/<uuid:meeting_id>/approval", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def approve_minutes(meeting_id: UUID) -> Response:
    found = get_meeting(g.actor, meeting_id)
    _demand_state(found, MeetingState.HELD)
    later = later_of_body(found)
    form = ApprovalForm(data={"on": clock.today(found.zone)})
    form.offer(later, {each.id: f"{each.title}, {day(each.on)}" for each in later})
    if form.validate_on_submit():
        chosen = next((each for each in later if each.id == form.in_meeting_id.data), None)
        try:
            operations.approve(g.actor, meeting=found, on=form.day, in_meeting=chosen)
        except operations.NotYet:
            form.on.errors = [_("Minutes are approved after the meeting, and not in the future.")]
        else:
            flash(_("The minutes are approved. From now on they are corrected, not changed."), "good")
            return see_other("network.meeting", meeting_id=meeting_id)
    return respond("network/meetings/approve.html", status=form.status, form=form, meeting=found)


@bp.post("/meetings/<uuid:meeting_id>/approval/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def take_back_approval(meeting_id: UUID) -> Response:
    found = get_meeting(g.actor, meeting_id, to_change=True)
    try:
        operations.take_back_approval(g.actor, meeting=found)
    except operations.IsCorrected:
        flash(_("Corrections of these minutes stand. Take those back first."), "warning")
    else:
        flash(_("The minutes are being written again."), "good")
    return see_other("network.meeting", meeting_id=meeting_id)


def _demand_state(found: Meeting, *states: MeetingState) -> None:
    """Nobody fills in a form that could not be sent."""
    if found.state not in states:
        raise IllegalTransition(found.state, states)
