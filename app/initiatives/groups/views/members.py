"""Who belongs to an initiative: found and added, changed, answering, leaving, back again."""

from typing import Any
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.errors import IllegalTransition, NotFound, StaleRecord
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.core.text import tidy
from app.initiatives.blueprint import bp
from app.initiatives.groups.closing import open_of_member
from app.initiatives.groups.forms.members import (
    DeclineForm,
    EditMemberForm,
    LeaveForm,
    NewMemberForm,
    terms_of,
)
from app.initiatives.groups.models import Initiative, Member
from app.initiatives.groups.operations import members
from app.initiatives.groups.queries import find_people, get_member, get_to_change, member_names
from app.network.queries import get_zone
from app.people.queries import get_known, get_participant
from app.ui.conflict import show_both

WRITE = Permission.INITIATIVE_WRITE
HERE = "/initiatives/<uuid:initiative_id>/members"
ONE = f"{HERE}/<uuid:initiative_member_id>"


@bp.get(HERE)
@requires(WRITE)
def find_member(initiative_id: UUID) -> Response:
    """People by name, each with a way to make them a member."""
    found = get_to_change(g.actor, initiative_id)
    words = tidy(request.args.get("q", ""))[:200]
    return respond(
        "initiatives/groups/find_member.html",
        part="initiatives/groups/_people.html",
        initiative=found,
        words=words,
        people=find_people(g.actor, found, words),
    )


@bp.route(f"{HERE}/new/<uuid:participant_id>", methods=["GET", "POST"])
@requires(WRITE)
def add_member(initiative_id: UUID, participant_id: UUID) -> Response:
    found = get_to_change(g.actor, initiative_id)
    person = get_participant(g.actor, participant_id)
    form = NewMemberForm()
    trouble = ""
    if form.validate_on_submit():
        try:
            members.add_member(
                g.actor,
                member_id=form.new_id,
                initiative=found,
                participant=person,
                terms=form.terms,
                is_invited=form.how.data == "invited",
            )
        except members.BelongsAlready:
            trouble = _("This person takes part already, or is invited.")
        except members.IsClosed:
            trouble = _("The initiative is closed: nobody joins it any more.")
        else:
            flash(_("It is noted."), "good")
            return _back(found)
    status = 422 if trouble else form.status
    return _page("add", found, form, status, person=person, trouble=trouble)


@bp.route(ONE, methods=["GET", "POST"])
@requires(WRITE)
def edit_member(initiative_id: UUID, initiative_member_id: UUID) -> Response:
    found, member = _read(initiative_id, initiative_member_id)
    form = EditMemberForm(data=terms_of(member))
    if form.validate_on_submit():
        try:
            members.edit_member(
                g.actor, initiative=found, member=member, version=form.version.data, terms=form.terms
            )
        except StaleRecord:
            show_both(form, EditMemberForm(data=terms_of(member)))
        else:
            flash(_("It is noted."), "good")
            return _back(found)
    return _page("edit", found, form, form.status, member=member)


@bp.post(f"{ONE}/acceptance")
@requires(WRITE)
def accept_member(initiative_id: UUID, initiative_member_id: UUID) -> Response:
    found, member = _read(initiative_id, initiative_member_id)
    try:
        members.accept(g.actor, initiative=found, member=member)
    except IllegalTransition:
        flash(_("Somebody noted the answer meanwhile."), "warning")
    except members.IsClosed:
        flash(_("The initiative is closed: nobody joins it any more."), "warning")
    else:
        flash(_("They take part from today."), "good")
    return _back(found)


@bp.route(f"{ONE}/refusal", methods=["GET", "POST"])
@requires(WRITE)
def decline_member(initiative_id: UUID, initiative_member_id: UUID) -> Response:
    found, member = _read(initiative_id, initiative_member_id)
    form = DeclineForm()
    if form.validate_on_submit():
        members.decline(
            g.actor, initiative=found, member=member, reason=form.reason.data, note=form.note.data
        )
        flash(_("It is noted."), "good")
        return _back(found)
    return _page("decline", found, form, form.status, member=member)


@bp.route(f"{ONE}/leaving", methods=["GET", "POST"])
@requires(WRITE)
def leave(initiative_id: UUID, initiative_member_id: UUID) -> Response:
    """What is open with them is told before; with it, the note says what is to be done."""
    found, member = _read(initiative_id, initiative_member_id)
    form = LeaveForm(data={"on": clock.today(get_zone(found.municipality_id))})
    if form.validate_on_submit():
        why = {"on": form.day, "reason": form.reason.data, "note": form.note.data}
        try:
            members.leave(g.actor, initiative=found, member=member, **why)
        except members.StillOpen:
            form.note.errors = [_("Something is open. Please write what is to be done about it.")]
        except members.DayToCome:
            form.on.errors = [_("This day is still to come.")]
        except members.WrongEnd:
            form.on.errors = [_("It cannot end before it begins.")]
        else:
            flash(_("It is noted. It can be taken back on the page of the initiative."), "good")
            return _back(found)
    return _page("leave", found, form, form.status, member=member, open_=open_of_member(member.id))


@bp.post(f"{ONE}/return")
@requires(WRITE)
def put_member_back(initiative_id: UUID, initiative_member_id: UUID) -> Response:
    found, member = _read(initiative_id, initiative_member_id)
    try:
        members.put_back(g.actor, initiative=found, member=member)
    except members.BelongsAlready:
        flash(_("This person takes part already, or is invited."), "warning")
    except members.IsClosed:
        flash(_("The initiative is closed: nobody joins it any more."), "warning")
    else:
        flash(_("It is as it was before."), "good")
    return _back(found)


def _read(initiative_id: UUID, member_id: UUID) -> tuple[Initiative, Member]:
    """Both, if the actor may know of the person; NotFound, ReasonNeeded."""
    found = get_to_change(g.actor, initiative_id)
    member = get_member(found, member_id)
    if member.participant_id is None:
        raise NotFound
    get_known(g.actor, member.participant_id)
    return found, member


def _page(step: str, initiative: Initiative, form: Any, status: int, **more: Any) -> Response:
    member = more.get("member")
    names = member_names(g.actor, [member]) if member else {}
    return respond(
        "initiatives/groups/member.html",
        status=status,
        step=step,
        initiative=initiative,
        form=form,
        name=names.get(member.participant_id, "") if member else "",
        **more,
    )


def _back(initiative: Initiative) -> Response:
    return see_other("initiatives.initiative", initiative_id=initiative.id)
