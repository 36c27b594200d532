"""One competence by itself: found by search, or changed from the review."""

from uuid import UUID

from flask import Response, current_app, g, redirect, render_template, request

from app.core.access import kiosk
from app.core.errors import NotFound
from app.kiosk.blueprint import bp
from app.kiosk.changes import noting, undo
from app.kiosk.presence import back, catalogue, inventory, list_id, visit
from app.skills.operations.entries import answer_card, remove_entry
from app.skills.queries.learning import wishes_in
from app.skills.scales import FREQUENCY_WORDS
from app.skills.snapshot import CompetenceView


def _competence(key: str) -> CompetenceView:
    competence = catalogue().by_key(key)
    if competence is None or competence.is_retired:
        raise NotFound
    return competence


@bp.get("/things/<key>")
@kiosk
def thing(key: str) -> str:
    competence = _competence(key)
    entries = inventory(to_change=True).entries
    entry = next((each for each in entries if each.competence_id == competence.id), None)
    return render_template(
        "kiosk/thing.html",
        card=competence,
        chosen=entry.frequency if entry else None,
        is_wished=competence.id in wishes_in(list_id()),
        back=back(),
    )


@bp.post("/things/<key>")
@kiosk
def answer_thing(key: str) -> Response:
    competence = _competence(key)
    frequency = request.form.get("frequency", "")
    if frequency not in FREQUENCY_WORDS:
        raise NotFound
    found = inventory(to_change=True)
    entry = next((each for each in found.entries if each.competence_id == competence.id), None)
    context = entry.context if entry else competence.main_context
    with noting(found):
        answer_card(
            g.actor, inventory=found, competence_id=competence.id, context=context, frequency=frequency
        )
    return current_app.make_response(redirect(back(), 303))


@bp.post("/entries/<uuid:entry_id>/removal")
@kiosk
def remove(entry_id: UUID) -> Response:
    found = inventory(to_change=True)
    entry = next((each for each in found.entries if each.id == entry_id), None)
    if entry is not None:
        with noting(found):
            remove_entry(g.actor, entry=entry)
    return current_app.make_response(redirect(back(), 303))


@bp.post("/inventory/undoing")
@kiosk
def undo_change() -> Response:
    undo(g.actor, inventory=inventory(to_change=True), language=visit().language)
    return current_app.make_response(redirect(back(), 303))
