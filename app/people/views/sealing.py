"""Sealing a person, and who works with them."""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people import queries
from app.people.blueprint import bp
from app.people.forms import SealForm, TeamForm, UnsealForm
from app.people.models import Participant
from app.people.operations import sealing as operations

SEAL = Permission.PARTICIPANT_SEAL


@bp.get("/participants/<uuid:participant_id>/seal")
@requires(Permission.PARTICIPANT_SEAL)
def seal_page(participant_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id, SEAL, at_rest=True)
    return _page(participant, UnsealForm() if participant.is_sealed else SealForm())


@bp.post("/participants/<uuid:participant_id>/seal")
@requires(Permission.PARTICIPANT_SEAL)
def seal(participant_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id, SEAL, at_rest=True)
    form = SealForm()
    if not form.validate():
        return _page(participant, form)
    operations.seal(g.actor, participant=participant, reason=form.reason.data, note=form.note.data)
    flash(_("Sealed. From now on only the support team and the coordination find this person."), "good")
    return see_other("people.seal_page", participant_id=participant.id)


@bp.post("/participants/<uuid:participant_id>/seal/removal")
@requires(Permission.PARTICIPANT_SEAL)
def unseal(participant_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id, SEAL, at_rest=True)
    form = UnsealForm()
    if not form.validate():
        return _page(participant, form)
    operations.unseal(g.actor, participant=participant, reason=form.reason.data, note=form.note.data)
    flash(_("No longer sealed. Colleagues find this person again."), "good")
    return see_other("people.seal_page", participant_id=participant.id)


@bp.route("/participants/<uuid:participant_id>/team", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_WRITE)
def join_team(participant_id: UUID) -> Response:
    participant, form = queries.get_participant(g.actor, participant_id), TeamForm()
    form.offer(queries.list_colleagues(participant))
    if form.validate_on_submit():
        staff_id = UUID(form.staff_id.data)
        operations.add_to_team(g.actor, participant=participant, staff_id=staff_id)
        flash(_("The support team was changed."), "good")
        if staff_id == g.actor.id:
            return see_other("office.participant", participant_id=participant.id)
        return see_other("people.join_team", participant_id=participant.id)
    return _team_page(participant, form)


@bp.post("/participants/<uuid:participant_id>/team/<uuid:staff_id>/removal")
@requires(Permission.PARTICIPANT_WRITE)
def leave_team(participant_id: UUID, staff_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id)
    try:
        operations.remove_from_team(g.actor, participant=participant, staff_id=staff_id)
    except operations.LastOfTeam:
        form = TeamForm(formdata=None)
        form.offer(queries.list_colleagues(participant))
        return _team_page(participant, form, is_last=True)
    flash(_("The support team was changed."), "good")
    return see_other("people.join_team", participant_id=participant.id)


def _page(participant: Participant, form: SealForm | UnsealForm) -> Response:
    members = queries.list_team(g.actor, participant)
    return respond(
        "people/seal.html",
        status=form.status,
        person=participant,
        form=form,
        members=sorted(staff_names(member.staff_id for member in members).values()),
    )


def _team_page(participant: Participant, form: TeamForm, *, is_last: bool = False) -> Response:
    members = queries.list_team(g.actor, participant)
    needed = Permission.PARTICIPANT_SEAL if participant.is_sealed else Permission.PARTICIPANT_WRITE
    return respond(
        "people/team.html",
        status=409 if is_last else form.status,
        person=participant,
        form=form,
        members=members,
        names=staff_names(member.staff_id for member in members),
        may_change=g.actor.may(needed, participant.municipality_id),
        is_last=is_last,
    )
