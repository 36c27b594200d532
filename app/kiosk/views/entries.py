"""One competence by itself: found by search, or changed from the review."""

from uuid import UUID

from flask import Response, current_app, g, redirect, render_template, request

from app.core.access import kiosk
from app.core.errors import NotFound
from app.core.http import see_other
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import back, catalogue, inventory
from app.skills import services
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
    entries = inventory(draft=True).entries
    entry = next((each for each in entries if each.competence_id == competence.id), None)
    return render_template(
        "kiosk/thing.html",
        card=competence,
        chosen=entry.frequency if entry else None,
        back=back(),
        frequencies=FREQUENCY_WORDS,
    )


@bp.post("/things/<key>")
@kiosk
def answer_thing(key: str) -> Response:
    competence = _competence(key)
    frequency = request.form.get("frequency", "")
    if frequency not in FREQUENCY_WORDS:
        raise NotFound
    found = inventory(draft=True)
    entry = next((each for each in found.entries if each.competence_id == competence.id), None)
    context = entry.context if entry else competence.contexts[0]
    services.answer_card(
        g.actor, inventory=found, competence_id=competence.id, context=context, frequency=frequency
    )
    return current_app.make_response(redirect(back(), 303))


@bp.post("/entries/<uuid:entry_id>/removal")
@kiosk
def remove(entry_id: UUID) -> Response:
    found = inventory(draft=True)
    entry = next((each for each in found.entries if each.id == entry_id), None)
    if entry is not None:
        services.remove_entry(g.actor, entry=entry)
    return see_other("kiosk.review")
