"""What a meeting resolves, and who dissents."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core.access import requires
from app.core.errors import StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.staff import staff_in, staff_names
from app.network.blueprint import bp
from app.network.meetings.forms.records import DissentForm, EditResolutionForm, ResolutionForm
from app.network.meetings.models.meeting import ItemKind, Meeting
from app.network.meetings.models.record import Resolution
from app.network.meetings.operations import resolutions as operations
from app.network.meetings.operations.agenda import demand_written
from app.network.meetings.queries.records import get_dissent, get_item, get_resolution
from app.network.parties.queries import list_organisations, organisation_names
from app.ui.choice_fields import names_of
from app.ui.conflict import show_both

ASKED = (
    "subject",
    "link",
    "stance",
    "words",
    "votes_for",
    "votes_against",
    "abstained",
    "owner_party_id",
    "owner_staff_id",
    "due_on",
)


@bp.route("/meetings/agenda/<uuid:agenda_item_id>/resolutions", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def resolve(agenda_item_id: UUID) -> Response:
    item = get_item(g.actor, agenda_item_id)
    form = ResolutionForm()
    _offer(form, item.meeting, is_opinion=item.kind == ItemKind.OPINION)
    demand_written(g.actor, item.meeting)
    if form.validate_on_submit():
        try:
            operations.resolve(g.actor, item=item, resolution_id=form.new_id, outcome=form.outcome)
        except operations.TooManyVotes as votes:
            form.votes_for.errors = [_too_many(votes)]
        except operations.NoQuorum:
            form.words.errors = [_no_quorum()]
        else:
            flash(_("It is noted what was resolved."), "good")
            return _to_agenda(item.meeting_id)
    return respond(
        "network/meetings/resolution_form.html",
        status=form.status,
        form=form,
        meeting=item.meeting,
        item=item,
        resolution=None,
    )


@bp.route("/meetings/decisions/<uuid:resolution_id>/edit", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def edit_resolution(resolution_id: UUID) -> Response:
    resolution = get_resolution(g.actor, resolution_id)
    form = _edit_form(resolution)
    demand_written(g.actor, resolution.meeting)
    if form.validate_on_submit():
        try:
            operations.edit_resolution(
                g.actor, resolution=resolution, version=form.version.data, outcome=form.outcome
            )
        except StaleRecord:
            show_both(form, _edit_form(resolution))
        except operations.TooManyVotes as votes:
            form.votes_for.errors = [_too_many(votes)]
        except operations.NoQuorum:
            form.words.errors = [_no_quorum()]
        else:
            flash(_("It was changed."), "good")
            return _to_agenda(resolution.meeting_id)
    return respond(
        "network/meetings/resolution_form.html",
        status=form.status,
        form=form,
        meeting=resolution.meeting,
        item=resolution.item,
        resolution=resolution,
    )


def _edit_form(resolution: Resolution) -> EditResolutionForm:
    form = EditResolutionForm(data={name: getattr(resolution, name) for name in (*ASKED, "version")})
    _offer(form, resolution.meeting, is_opinion=bool(resolution.stance), kept=resolution)
    return form


def _offer(
    form: ResolutionForm, meeting: Meeting, *, is_opinion: bool, kept: Resolution | None = None
) -> None:
    """The organisations and the staff of the place, and whoever is chosen already."""
    organisations, staff = (
        names_of(list_organisations(meeting.municipality_id)),
        staff_in(meeting.municipality_id),
    )
    if kept:
        organisations = {**organisation_names([kept.owner_party_id]), **organisations}
        staff = {**staff_names([kept.owner_staff_id]), **staff}
    form.offer(organisations, staff, is_opinion=is_opinion)


def _too_many(votes: operations.TooManyVotes) -> str:
    return _("These are more votes than members were there: %(present)s.", present=votes.present)


def _no_quorum() -> str:
    return _("There is no quorum: the meeting was held as information, and decides nothing.")


@bp.post("/meetings/decisions/<uuid:resolution_id>/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def withdraw_resolution(resolution_id: UUID) -> Response:
    resolution = get_resolution(g.actor, resolution_id, to_change=True)
    operations.withdraw_resolution(g.actor, resolution=resolution)
    flash(_("It was taken back, and can be put back below the item."), "good")
    return _to_agenda(resolution.meeting_id)


@bp.post("/meetings/decisions/<uuid:resolution_id>/restoration")
@requires(Permission.PARTNERSHIP_WRITE)
def restore_resolution(resolution_id: UUID) -> Response:
    resolution = get_resolution(g.actor, resolution_id, to_change=True)
    try:
        operations.restore_resolution(g.actor, resolution=resolution)
    except operations.NoQuorum:
        flash(_no_quorum(), "warning")
    else:
        flash(_("It stands again."), "good")
    return _to_agenda(resolution.meeting_id)


@bp.route("/meetings/decisions/<uuid:resolution_id>/dissents", methods=["GET", "POST"])
@requires(Permission.PARTNERSHIP_WRITE)
def keep_dissent(resolution_id: UUID) -> Response:
    resolution, form = get_resolution(g.actor, resolution_id), DissentForm()
    demand_written(g.actor, resolution.meeting)
    if form.validate_on_submit():
        operations.dissent(
            g.actor,
            resolution=resolution,
            dissent_id=form.new_id,
            whose=form.whose.data,
            words=form.words.data,
        )
        flash(_("The dissent was kept: it stands in the minutes."), "good")
        return _to_agenda(resolution.meeting_id)
    return respond(
        "network/meetings/dissent.html",
        status=form.status,
        form=form,
        meeting=resolution.meeting,
        resolution=resolution,
    )


@bp.post("/meetings/dissents/<uuid:dissent_id>/withdrawal")
@requires(Permission.PARTNERSHIP_WRITE)
def withdraw_dissent(dissent_id: UUID) -> Response:
    row = get_dissent(g.actor, dissent_id)
    resolution = get_resolution(g.actor, row.resolution_id)
    operations.withdraw_dissent(g.actor, resolution=resolution, row=row)
    flash(_("The dissent was taken back."), "good")
    return _to_agenda(resolution.meeting_id)


@bp.post("/meetings/dissents/<uuid:dissent_id>/restoration")
@requires(Permission.PARTNERSHIP_WRITE)
def restore_dissent(dissent_id: UUID) -> Response:
    row = get_dissent(g.actor, dissent_id)
    resolution = get_resolution(g.actor, row.resolution_id)
    operations.restore_dissent(g.actor, resolution=resolution, row=row)
    flash(_("The dissent stands again."), "good")
    return _to_agenda(resolution.meeting_id)


def _to_agenda(meeting_id: UUID) -> Response:
    return see_other("network.meeting", meeting_id=meeting_id, _anchor="agenda")
