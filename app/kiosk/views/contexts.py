"""The list begins: without fear, and with the contexts of life."""

from collections import Counter

from flask import Response, g, render_template

from app.core.access import kiosk
from app.core.http import see_other
from app.kiosk import deck, services
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import inventory, presence, visit
from app.skills import queries as skills


@bp.get("/inventory")
@kiosk
def introduction() -> str:
    """Not a test, no name asked, changes nothing in benefits or papers."""
    visit()
    return render_template("kiosk/introduction.html", begun=presence().inventory is not None)


@bp.post("/inventory")
@kiosk
def begin() -> Response:
    services.begin_inventory(g.actor, visit=visit())
    return see_other("kiosk.contexts")


@bp.get("/contexts")
@kiosk
def contexts() -> str:
    entries = skills.entries_in(inventory(draft=True))
    counts = Counter(entry.context for entry in entries if deck.is_counted(entry))
    return render_template(
        "kiosk/contexts.html",
        contexts=skills.catalogue().contexts,
        counts=counts,
        total=sum(counts.values()),
    )
