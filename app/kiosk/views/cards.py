"""One card a screen: have you done this, and how often."""

from flask import Response, g, render_template, request

from app.core.access import kiosk
from app.core.errors import NotFound, existing
from app.core.http import see_other
from app.kiosk.blueprint import bp
from app.kiosk.deck import Deck, deck_of
from app.kiosk.presence import catalogue, inventory, is_repeat, list_id
from app.skills.operations.entries import answer_card
from app.skills.queries.inventories import answers_in
from app.skills.scales import FREQUENCY_WORDS
from app.skills.snapshot import Context


def _open(key: str) -> tuple[Context, Deck]:
    context = existing(catalogue().context(key))
    return context, deck_of(catalogue(), key, answers_in(list_id(to_change=True)))


@bp.get("/contexts/<key>")
@kiosk
def context(key: str) -> Response:
    """On to the first card that has no answer yet."""
    _, deck = _open(key)
    if deck.first_open is None:
        return see_other("kiosk.pause", key=key, place=max(1, len(deck.cards)))
    return see_other("kiosk.card", key=key, place=deck.first_open)


@bp.get("/contexts/<key>/<int:place>")
@kiosk
def card(key: str, place: int) -> Response | str:
    context, deck = _open(key)
    competence = deck.card(place)
    if competence is None:
        return see_other("kiosk.context", key=key)
    return render_template(
        "kiosk/card.html",
        context=context,
        card=competence,
        place=place,
        total=deck.total(place),
        is_last=deck.stops_after(place),
        chosen=deck.answers.get(competence.id),
        count=deck.things,
    )


@bp.post("/contexts/<key>/<int:place>")
@kiosk
def answer(key: str, place: int) -> Response:
    """Keep the answer and show the next card. The card is named in the form: places can move."""
    _, deck = _open(key)
    competence = catalogue().by_key(request.form.get("card", ""))
    frequency = request.form.get("frequency", "")
    if competence is None or frequency not in FREQUENCY_WORDS:
        raise NotFound
    if is_repeat(frequency, competence.id):
        return see_other("kiosk.card", key=key, place=place)
    answer_card(
        g.actor,
        inventory=inventory(to_change=True),
        competence_id=competence.id,
        context=key,
        frequency=frequency,
    )
    if deck.stops_after(place):
        return see_other("kiosk.pause", key=key, place=place)
    return see_other("kiosk.card", key=key, place=place + 1)


@bp.get("/contexts/<key>/<int:place>/pause")
@kiosk
def pause(key: str, place: int) -> str:
    """After some twenty cards: more of them, another context, or on to the list."""
    context, deck = _open(key)
    return render_template(
        "kiosk/pause.html",
        context=context,
        place=place,
        more=max(0, len(deck.cards) - place),
        count=deck.things_here,
        total=deck.things,
    )
