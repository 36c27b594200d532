"""The list of meetings, as files too; a new one, one with all that belongs to it, a change."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import clock
from app.core.access import requires, signed_in
from app.core.actor import Actor
from app.core.errors import StaleRecord
from app.core.exports import Row
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_names
from app.network.blueprint import bp
from app.network.meetings.forms.meetings import (
    EditMeetingForm,
    MeetingFilterForm,
    NewMeetingForm,
    values_of,
)
from app.network.meetings.minutes import read_record
from app.network.meetings.models.meeting import Meeting
from app.network.meetings.operations.meetings import NotPlanned, create_meeting, edit_meeting
from app.network.meetings.permissions import may_change, may_reach
from app.network.meetings.queries import meetings as queries
from app.network.meetings.queries.meetings import MeetingFilters
from app.network.meetings.queries.records import count_invited
from app.network.meetings.states import MEETING
from app.network.meetings.wording import KINDS
from app.network.parties.queries import organisation_names
from app.network.queries import get_zone
from app.ui.conflict import show_both
from app.ui.list_files import Contents, ListFile, answer
from app.ui.listing import Listing, read_listing
from app.ui.long_files import Args, offer


@bp.get("/meetings")
@signed_in
def meetings() -> Response:
    """Whoever only comes for their own organisation finds the meetings to which that is invited."""
    asked = _asked(g.actor, request.args)
    page = queries.meetings_page(g.actor, MeetingFilters(**asked.values), asked.after, sort=asked.sort)
    return respond(
        "network/meetings/meetings.html",
        status=asked.status,
        listing=asked,
        page=page,
        bodies=organisation_names(each.body_id for each in page.items),
        invited=count_invited(each.id for each in page.items),
        may_plan=g.actor.may(Permission.PARTNERSHIP_WRITE),
        may_take=g.actor.may(Permission.PARTNERSHIP_READ),
    )


def _asked(actor: Actor, args: Args) -> Listing:
    form = MeetingFilterForm(args)
    form.offer(queries.list_bodies(actor.here()))
    return read_listing(form, sorts=queries.SORTS, by=queries.LATEST_FIRST, args=args)


def _read(actor: Actor, args: Args) -> Contents:
    asked = _asked(actor, args)
    asked.demand_valid()

    def cells(some: Sequence[Any]) -> Iterator[Row]:
        found: list[Meeting] = [row[0] for row in some]
        bodies, invited = (
            organisation_names(each.body_id for each in found),
            count_invited(each.id for each in found),
        )
        for each in found:
            yield (
                each.on,
                f"{each.starts:%H:%M}",
                each.title,
                str(KINDS[each.kind]),
                bodies.get(each.body_id, "") if each.body_id else "",
                each.place,
                MEETING.name(each.state),
                invited.get(each.id, 0),
            )

    return Contents(
        _("meetings-%(day)s", day=clock.today(get_zone(actor.here())).isoformat()),
        [_("Day"), _("Begins"), _("Title"), _("Kind"), _("Body"), _("Place"), _("State"), _("Invited")],
        queries.all_meetings(actor, MeetingFilters(**asked.values), sort=asked.sort),
        cells,
        [name for name, value in asked.values.items() if value],
    )


MEETINGS = ListFile("meetings.file", Permission.PARTNERSHIP_READ, _l("List of meetings"), _read)
offer(MEETINGS)


@bp.get("/meetings.csv")
@requires(Permission.PARTNERSHIP_READ)
def meetings_csv() -> Response:
    return answer(MEETINGS, "csv")


@bp.get("/meetings.xlsx")
@requires(Permission.PARTNERSHIP_READ)
def meetings_xlsx() -> Response:
    return answer(MEETINGS, "xlsx")


@bp.get("/meetings/new")
@bp.post("/meetings", endpoint="create_meeting")
@requires(Permission.PARTNERSHIP_WRITE)
def new_meeting() -> Response:
    form = NewMeetingForm()
    form.offer(queries.list_bodies(g.actor.here()))
    if form.validate_on_submit():
        meeting = create_meeting(
            g.actor, meeting_id=form.new_id, municipality_id=form.drawn_in, plan=form.plan, agenda=form.lines
        )
        flash(_("The meeting is being prepared. Nobody was told of it yet."), "good")
        return see_other("network.meeting", meeting_id=meeting.id)
    return respond("network/meetings/meeting_form.html", status=form.status, form=form, meeting=None)


@bp.get("/meetings/<uuid:meeting_id>")
@signed_in
def meeting(meeting_id: UUID) -> Response:
    found = queries.get_meeting(g.actor, meeting_id)
    record = read_record(g.actor, found)
    return respond(
        "network/meetings/meeting.html",
        meeting=found,
        record=record,
        staff=staff_names(record.staff_ids),
        today=clock.today(found.zone),
        may_change=may_change(g.actor, found),
        may_reach=may_reach(g.actor, found),
    )


@bp.route("/meetings/<uuid:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def change_meeting(meeting_id: UUID) -> Response:
    found = queries.get_meeting(g.actor, meeting_id)
    form = _edit_form(found)
    if not found.is_ahead:
        raise NotPlanned
    if form.validate_on_submit():
        try:
            changed = edit_meeting(g.actor, meeting=found, version=form.version.data, plan=form.plan)
        except StaleRecord:
            show_both(form, _edit_form(found))
        else:
            flash(_("The meeting was changed."), "good")
            if found.convened_at and {"on", "starts", "ends", "place"} & set(changed):
                flash(_("Who was invited does not know of it yet: send the convocation again."), "warning")
            return see_other("network.meeting", meeting_id=meeting_id)
    return respond("network/meetings/meeting_form.html", status=form.status, form=form, meeting=found)


def _edit_form(found: Meeting) -> EditMeetingForm:
    form = EditMeetingForm(data=values_of(found))
    form.offer(queries.list_bodies(found.municipality_id))
    return form
