"""The list begins: without fear, and with the contexts of life."""

from collections import Counter

from flask import Response, g, render_template

from app.core.access import kiosk
from app.core.http import see_other
from app.kiosk import deck
from app.kiosk.blueprint import bp
from app.kiosk.operations.visits import begin_inventory
from app.kiosk.presence import catalogue, list_id, presence, visit, visit_row
from app.skills.queries.inventories import answers_in


@bp.get("/inventory")
@kiosk
def introduction() -> str:
    """Not a test, no name asked, changes nothing in benefits or papers."""
    visit()
    return render_template("kiosk/introduction.html", begun=presence().inventory is not None)


@bp.post("/inventory")
@kiosk
def begin() -> Response:
    begin_inventory(g.actor, visit=visit_row())
    return see_other("kiosk.contexts")


@bp.get("/contexts")
@kiosk
def contexts() -> str:
    answers = answers_in(list_id(to_change=True))
    counts = Counter(answer.context for answer in answers if deck.is_counted(answer))
    return render_template(
        "kiosk/contexts.html",
        contexts=catalogue().contexts,
        counts=counts,
        total=sum(counts.values()),
    )
