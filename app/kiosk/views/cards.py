"""One card a screen: have you done this, and how often."""

from flask import Response, g, render_template, request

from app.core.access import kiosk
from app.core.errors import NotFound, existing
from app.core.http import see_other
from app.kiosk.blueprint import bp
from app.kiosk.deck import BETWEEN, Deck, deck_of
from app.kiosk.presence import catalogue, inventory, is_repeat, list_id
from app.skills.operations.entries import answer_card
from app.skills.queries.inventories import answers_in
from app.skills.queries.learning import wishes_in
from app.skills.scales import FREQUENCY_WORDS


def _open(keys: str) -> Deck:
    """The deck of the contexts that an address names."""
    chosen = {existing(catalogue().context(key)).key for key in keys.split(BETWEEN)}
    return deck_of(catalogue(), chosen, answers_in(list_id(to_change=True)))


@bp.get("/contexts/<keys>")
@kiosk
def context(keys: str) -> Response:
    """On to the first card that has no answer yet."""
    deck = _open(keys)
    if deck.first_open is None:
        return see_other("kiosk.pause", keys=deck.keys, place=max(1, len(deck.cards)))
    return see_other("kiosk.card", keys=deck.keys, place=deck.first_open)


@bp.get("/contexts/<keys>/<int:place>")
@kiosk
def card(keys: str, place: int) -> Response | str:
    deck = _open(keys)
    competence = deck.card(place)
    if competence is None:
        return see_other("kiosk.context", keys=deck.keys)
    return render_template(
        "kiosk/card.html",
        deck=deck,
        context=catalogue().context(deck.context_of(competence)),
        card=competence,
        place=place,
        total=deck.total(place),
        is_last=deck.stops_after(place),
        chosen=deck.answers.get(competence.id),
        is_wished=competence.id in wishes_in(list_id()),
    )


@bp.post("/contexts/<keys>/<int:place>")
@kiosk
def answer(keys: str, place: int) -> Response:
    """Keep the answer and show the next open card. The card is named in the form: places can move."""
    deck = _open(keys)
    competence = catalogue().by_key(request.form.get("card", ""))
    frequency = request.form.get("frequency", "")
    if competence is None or frequency not in FREQUENCY_WORDS:
        raise NotFound
    if is_repeat(frequency, competence.id):
        return see_other("kiosk.card", keys=deck.keys, place=place)
    answer_card(
        g.actor,
        inventory=inventory(to_change=True),
        competence_id=competence.id,
        context=deck.context_of(competence),
        frequency=frequency,
    )
    following = deck.open_after(place)
    if following is None:
        return see_other("kiosk.pause", keys=deck.keys, place=max(place, deck.total(place)))
    return see_other("kiosk.card", keys=deck.keys, place=following)


@bp.get("/contexts/<keys>/<int:place>/pause")
@kiosk
def pause(keys: str, place: int) -> str:
    """After some twenty cards: on to the list, more of them, or other contexts."""
    deck = _open(keys)
    return render_template(
        "kiosk/pause.html",
        deck=deck,
        contexts=[context for context in catalogue().contexts if context.key in deck.contexts],
        place=place,
        more=max(0, len(deck.cards) - place),
    )
