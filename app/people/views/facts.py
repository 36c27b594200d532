"""What changes about a person or is counted: what holds, what held, and noting it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import Response, flash, g, request
from flask_babel import gettext as _

from app.accounts.queries import staff_names
from app.core import clock
from app.core.access import requires
from app.core.errors import StaleRecord, existing
from app.core.http import respond, see_other
from app.core.permission import Permission
from app.network.queries import get_zone
from app.people import queries
from app.people.blueprint import bp
from app.people.fact_form import MENDED, NOTHING_SINCE, FactsForm, OnDayForm, answered
from app.people.facts import words
from app.people.facts.held import Held, held_on
from app.people.facts.models import Fact
from app.people.facts.queries import list_facts
from app.people.models import Participant
from app.people.operations import facts as operations
from app.people.wording import SOURCES
from app.ui.conflict import show_both


@bp.route("/participants/<uuid:participant_id>/facts", methods=["GET", "POST"])
@requires(Permission.PARTICIPANT_WRITE)
def facts(participant_id: UUID) -> Response:
    participant = queries.get_participant(g.actor, participant_id, Permission.PARTICIPANT_WRITE)
    noted, today = list_facts(participant.id), clock.today(get_zone(participant.municipality_id))
    held = held_on(noted, today)
    form = _form(participant, held, today)
    if form.validate_on_submit():
        try:
            changed = operations.note_facts(
                g.actor,
                participant=participant,
                version=form.version.data,
                answers=form.answers(held),
                noting=_how(form),
            )
        except StaleRecord:
            noted = list_facts(participant.id)
            held = held_on(noted, today)
            show_both(form, _form(participant, held, today))
        else:
            if changed or not form.since.known:
                flash(_("It was noted.") if changed else _("Nothing was different."), "good")
                return see_other("people.facts", participant_id=participant.id)
            form.since.errors = [str(NOTHING_SINCE)]
    asked = OnDayForm(request.args, meta={"csrf": False})
    asked.validate()
    return respond(
        "people/facts/show.html",
        status=form.status if form.is_submitted() else asked.status,
        person=participant,
        form=form,
        asked=asked,
        on=asked.on.data,
        shown=held_on(noted, asked.on.data or today),
        earlier=_earlier(noted, held),
        names=staff_names(fact.noted_by for fact in noted),
        sources=SOURCES,
        words=words,
    )


@bp.post("/participants/<uuid:participant_id>/facts/<uuid:fact_id>/withdrawal")
@requires(Permission.PARTICIPANT_WRITE)
def withdraw_fact(participant_id: UUID, fact_id: UUID) -> Response:
    participant, fact = _found(participant_id, fact_id)
    operations.withdraw_fact(g.actor, participant=participant, fact=fact)
    flash(_("It no longer counts. It stays in the history, as something that was wrong."), "good")
    return see_other("people.facts", participant_id=participant.id)


@bp.post("/participants/<uuid:participant_id>/facts/<uuid:fact_id>/restoration")
@requires(Permission.PARTICIPANT_WRITE)
def restore_fact(participant_id: UUID, fact_id: UUID) -> Response:
    participant, fact = _found(participant_id, fact_id)
    operations.restore_fact(g.actor, participant=participant, fact=fact)
    flash(_("It counts again."), "good")
    return see_other("people.facts", participant_id=participant.id)


def _how(form: FactsForm) -> operations.Noting:
    return operations.Noting(
        since=form.since.known, source=form.source.data, is_correction=form.change.data == MENDED
    )


def _found(participant_id: UUID, fact_id: UUID) -> tuple[Participant, Fact]:
    participant = queries.get_participant(g.actor, participant_id, Permission.PARTICIPANT_WRITE)
    noted = {fact.id: fact for fact in list_facts(participant.id)}
    return participant, existing(noted.get(fact_id))


def _form(participant: Participant, held: Held, today: date) -> FactsForm:
    form = FactsForm(data={**answered(held), "version": participant.version})
    form.offer(held, today)
    return form


def _earlier(noted: Sequence[Fact], held: Held) -> list[Fact]:
    """What no longer holds, not yet, or was wrong, the latest first."""
    now = {fact.id for fact in held.values()}
    return [fact for fact in noted if fact.id not in now]
