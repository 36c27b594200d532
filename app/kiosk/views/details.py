"""How well, and whether one would like to: asked for the few answers that matter most."""

from collections.abc import Sequence
from uuid import UUID

from flask import Response, g, render_template, request, url_for

from app.core.access import kiosk
from app.core.errors import NotFound
from app.core.http import go_to, see_other
from app.kiosk import deck
from app.kiosk.blueprint import bp
from app.kiosk.presence import catalogue, inventory, is_repeat, way_back
from app.skills.models.inventory import InventoryEntry
from app.skills.operations.entries import describe_entry
from app.skills.scales import LEVEL_WORDS, WISH_WORDS


@bp.get("/details")
@kiosk
def details() -> Response:
    """On to the first that is not described yet of those that matter most, or past them."""
    return _next(deck.mattering(inventory(to_change=True).entries)[: deck.ENOUGH])


@bp.get("/details/<uuid:entry_id>")
@kiosk
def detail(entry_id: UUID) -> str:
    entry = _entry(entry_id)
    asked = deck.round_of(entry, deck.mattering(inventory(to_change=True).entries))
    place = asked.index(entry) + 1 if entry in asked else 0
    return render_template(
        "kiosk/detail.html",
        entry=entry,
        competence=catalogue().competence(entry.competence_id),
        place=place,
        total=len(asked),
        before=asked[place - 2] if place > 1 else None,
        after=asked[place] if 0 < place < len(asked) else None,
        back=way_back(),
        onward=_list(),
        levels=LEVEL_WORDS,
        wishes=WISH_WORDS,
    )


@bp.post("/details/<uuid:entry_id>")
@kiosk
def describe(entry_id: UUID) -> Response:
    """Keep one of the two answers; with both, on to the next of those asked with it, then to the list."""
    entry = _entry(entry_id)
    level, wish = request.form.get("level"), request.form.get("wish")
    if (level and level not in LEVEL_WORDS) or (wish and wish not in WISH_WORDS):
        raise NotFound
    if is_repeat(f"{level} {wish}", entry_id):
        return see_other("kiosk.detail", entry_id=entry_id, back=way_back())
    describe_entry(g.actor, entry=entry, level=level, wish=wish)
    asked = deck.round_of(entry, deck.mattering(inventory().entries))
    if not deck.is_described(entry):
        return see_other("kiosk.detail", entry_id=entry_id, back=way_back())
    return _next(asked[asked.index(entry) + 1 :] if entry in asked else [])


def _next(asked: Sequence[InventoryEntry]) -> Response:
    open_ones = [entry for entry in asked if not deck.is_described(entry)]
    if open_ones:
        return see_other("kiosk.detail", entry_id=open_ones[0].id, back=way_back())
    return go_to(_list())


def _list() -> str:
    """Where the list is: as it was left for these questions, or with the way back to where these began."""
    begun = way_back()
    if begun and begun.partition("?")[0] == url_for("kiosk.review"):
        return begun
    return url_for("kiosk.review", back=begun)


def _entry(entry_id: UUID) -> InventoryEntry:
    """An entry of this visit's own list; any other does not exist here."""
    entry = next((each for each in inventory(to_change=True).entries if each.id == entry_id), None)
    if entry is None or entry.competence_id is None:
        raise NotFound
    return entry
