"""The whole list before it is taken along."""

from itertools import groupby
from uuid import UUID

from flask import render_template

from app.core.access import kiosk
from app.kiosk import deck
from app.kiosk.blueprint import bp
from app.kiosk.changes import take_new
from app.kiosk.presence import catalogue, inventory, list_id, own, way_back
from app.skills.models.inventory import InventoryEntry
from app.skills.queries.learning import wishes_in
from app.skills.scales import LEVEL_WORDS, WISH_WORDS


@bp.get("/review")
@kiosk
def review() -> str:
    """To correct; to read alone, once the office has received the list."""
    competences, wished = catalogue(), wishes_in(list_id())
    entries = [entry for entry in inventory().entries if deck.is_counted(entry)]
    order = {context.key: at for at, context in enumerate(competences.contexts)}
    by_context = sorted(entries, key=lambda entry: order.get(entry.context, len(order)))

    known = competences.several([*(each.competence_id for each in entries), *wished])

    def key(entry: InventoryEntry) -> str:
        return entry.context

    return render_template(
        "kiosk/review.html",
        groups=[(competences.context(name), list(group)) for name, group in groupby(by_context, key)],
        competence=known.get,
        wished=[known[each] for each in wished if each in known],
        change=take_new(),
        changed=lambda key: competences.competence(UUID(key)) if key else None,
        own=own(),
        count=len(entries),
        teaches=deck.teaches(entries),
        to_describe=next((each for each in deck.mattering(entries) if not deck.is_described(each)), None),
        back=way_back(),
        levels=LEVEL_WORDS,
        wishes=WISH_WORDS,
    )
