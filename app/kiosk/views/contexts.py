"""The list begins: without fear, and with the contexts of life."""

from collections import Counter
from collections.abc import Collection

from flask import Response, g, render_template, request

from app.core.access import kiosk
from app.core.errors import existing
from app.core.http import respond, see_other
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
def contexts() -> Response:
    """Several are chosen at once; who comes back from the first card finds theirs chosen."""
    return _contexts(_named())


@bp.get("/cards")
@kiosk
def choose_contexts() -> Response:
    """On to the cards of what was chosen; with nothing chosen the question again."""
    chosen = _named()
    if not chosen:
        return _contexts(chosen, is_empty=True)
    return see_other("kiosk.context", keys=deck.BETWEEN.join(chosen))


def _named() -> list[str]:
    """The contexts that the address asks for; NotFound for what is none."""
    return [existing(catalogue().context(key)).key for key in request.args.getlist("context")]


def _contexts(chosen: Collection[str], *, is_empty: bool = False) -> Response:
    answers = answers_in(list_id(to_change=True))
    counts = Counter(answer.context for answer in answers if deck.is_counted(answer))
    return respond(
        "kiosk/contexts.html",
        status=422 if is_empty else 200,
        contexts=catalogue().contexts,
        chosen=chosen,
        is_empty=is_empty,
        counts=counts,
        total=sum(counts.values()),
    )
