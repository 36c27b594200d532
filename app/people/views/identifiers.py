"""Numbers of the state. Covered until somebody opens them, which is logged; sought by the whole number.

A number is never part of an address: pages that show one are answers to a POST.
"""

from uuid import UUID

from flask import Response, flash, g
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core.access import requires
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.people import queries
from app.people.blueprint import bp
from app.people.identifier_form import IdentifierForm, SeekForm
from app.people.identifiers.numbers import grouped
from app.people.identifiers.queries import (
    KEPT_FOR,
    get_identifier,
    list_identifiers,
    list_others_with,
    list_removed,
)
from app.people.models import Participant
from app.people.operations import identifiers as operations
from app.people.wording import IDENTIFIER_KINDS


@bp.get("/participants/<uuid:participant_id>/identifiers")
@bp.post("/participants/<uuid:participant_id>/identifiers", endpoint="note_identifier")
@requires(Permission.IDENTIFIER_USE)
def identifiers(participant_id: UUID) -> Response:
    participant = _get(participant_id)
    form = IdentifierForm()
    if form.validate_on_submit():
        try:
            operations.note_identifier(
                g.actor,
                identifier_id=form.new_id,
                participant=participant,
                kind=form.kind.data,
                digits=form.number.digits,
            )
        except operations.AnotherNumber:
            form.number.errors = [
                _("Another number of this kind is noted already. If that one is wrong, remove it first.")
            ]
        else:
            flash(_("The number was noted."), "good")
            return see_other("people.identifiers", participant_id=participant.id)
    return _page(participant, form)


@bp.post("/participants/<uuid:participant_id>/identifiers/opening")
@requires(Permission.IDENTIFIER_USE)
def open_identifiers(participant_id: UUID) -> Response:
    """Show the numbers in the answer itself: reloading it is another opening, and another entry."""
    participant = _get(participant_id)
    operations.open_identifiers(g.actor, participant=participant)
    return _page(participant, IdentifierForm(formdata=None), is_open=True)


@bp.post("/participants/<uuid:participant_id>/identifiers/<uuid:identifier_id>/removal")
@requires(Permission.IDENTIFIER_USE)
def remove_identifier(participant_id: UUID, identifier_id: UUID) -> Response:
    participant = _get(participant_id)
    identifier = get_identifier(g.actor, participant, identifier_id)
    operations.remove_identifier(g.actor, participant=participant, identifier=identifier)
    flash(_("The number was removed. Below you can put it back."), "good")
    return see_other("people.identifiers", participant_id=participant.id)


@bp.post("/participants/<uuid:participant_id>/identifiers/<uuid:identifier_id>/restoration")
@requires(Permission.IDENTIFIER_USE)
def restore_identifier(participant_id: UUID, identifier_id: UUID) -> Response:
    participant = _get(participant_id)
    identifier = get_identifier(g.actor, participant, identifier_id)
    try:
        operations.restore_identifier(g.actor, participant=participant, identifier=identifier)
    except operations.AnotherNumber:
        flash(
            _("Another number of this kind was noted since. If that one is wrong, remove it first."),
            "warning",
        )
    else:
        flash(_("The number counts again."), "good")
    return see_other("people.identifiers", participant_id=participant.id)


@bp.get("/participants/by-number")
@bp.post("/participants/by-number", endpoint="seek_by_number")
@requires(Permission.IDENTIFIER_USE)
def by_number() -> Response:
    """Who has a number; what was found stands in the answer itself, as the number stands in no address."""
    form, found = SeekForm(), None
    if form.validate_on_submit():
        found = operations.seek(g.actor, digits=form.number.digits)
    return respond("people/identifiers/find.html", status=form.status, form=form, found=found)


def _get(participant_id: UUID) -> Participant:
    return queries.get_participant(g.actor, participant_id, Permission.IDENTIFIER_USE)


def _page(participant: Participant, form: IdentifierForm, *, is_open: bool = False) -> Response:
    kept = list_identifiers(g.actor, participant)
    return respond(
        "people/identifiers/show.html",
        status=form.status,
        person=participant,
        form=form,
        kept=kept,
        removed=list_removed(g.actor, participant),
        kept_for=KEPT_FOR,
        others=list_others_with(g.actor, participant) if kept else (),
        is_open=is_open,
        kinds=IDENTIFIER_KINDS,
        grouped=grouped,
        names=staff_names(each.noted_by for each in kept),
        may_write=g.actor.may(Permission.PARTICIPANT_WRITE, participant.municipality_id),
    )
