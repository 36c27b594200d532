"""Erasing a person: what goes, what stays as a number, what stands against it; and the notice before it."""

from datetime import date
from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.core import clock
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people import queries
from app.people.blueprint import bp
from app.people.models import Participant
from app.people.operations import erasing
from app.people.operations import rights as operations
from app.people.rights.queries import held_until, list_belongings, notice_of
from app.people.rights.reasons import NOTICE
from app.people.rights_form import ErasureForm, NoticeForm
from app.ui.wording import day

MINE = Permission.PARTICIPANT_RIGHTS


@bp.route("/participants/<uuid:participant_id>/erasure", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_RIGHTS)
def erase(participant_id: UUID) -> Response:
    """Shows what goes before it asks; where something stands against it, that and no button."""
    person, form = queries.get_participant(g.actor, participant_id, MINE, at_rest=True), ErasureForm()
    if form.validate_on_submit():
        try:
            erasing.erase(g.actor, participant=person, reason=form.reason.data)
        except operations.Held as held:
            return _page(person, form, held.until, status=409)
        flash(_("The person's data was erased for good."), "good")
        return see_other("office.participants")
    return _page(person, form, held_until(person.id, _today(person)), status=form.status)


@bp.route("/participants/<uuid:participant_id>/erasure-notice", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_RIGHTS)
def give_notice(participant_id: UUID) -> Response:
    person = queries.get_participant(g.actor, participant_id, MINE)
    written = operations.written_how(person)
    form = NoticeForm(data={"told_how": written})
    form.offer(written)
    held = held_until(person.id, _today(person))
    if form.validate_on_submit() and not held:
        notice = operations.give_notice(g.actor, participant=person, told_how=form.told_how.data)
        flash(
            _("Noted. The record is erased after %(day)s unless something happens.", day=day(notice.due_on)),
            "good",
        )
        return see_other("people.inactive")
    return respond(
        "people/rights/notice.html",
        status=409 if held and form.is_submitted() else form.status,
        person=person,
        form=form,
        held=held,
        written=written,
        given=notice_of(person.id),
        due_on=_today(person) + NOTICE,
    )


def _page(person: Participant, form: ErasureForm, held: date | None, *, status: int) -> Response:
    return respond(
        "people/rights/erase.html",
        status=status,
        person=person,
        form=form,
        held=held,
        belongings=list_belongings(person.id),
    )


def _today(person: Participant) -> date:
    return clock.today(get_zone(person.municipality_id))
