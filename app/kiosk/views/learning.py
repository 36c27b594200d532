"""“I want to learn this”: one tap on a card, taken back by another."""

from uuid import UUID

from flask import Response, g, request, url_for

from app.core.access import kiosk
from app.core.errors import NotFound, existing
from app.core.http import go_to
from app.kiosk.blueprint import bp
from app.kiosk.changes import say_wished_no_more
from app.kiosk.presence import back, catalogue, inventory, is_repeat
from app.skills.operations.learning_wishes import wish_no_more, wish_to_learn


@bp.post("/learning/<key>")
@kiosk
def learn(key: str) -> Response:
    """Back to where the tap was; what goes from the list is said there, and can be undone."""
    wished, competence_id = request.form.get("wished"), existing(catalogue().by_key(key)).id
    if wished not in {"yes", "no"}:
        raise NotFound
    if not is_repeat("learning", f"{competence_id} {wished}"):
        _keep(competence_id, is_wished=wished == "yes")
    return go_to(back())


def _keep(competence_id: UUID, *, is_wished: bool) -> None:
    found = inventory(to_change=True)
    if is_wished:
        wish_to_learn(g.actor, inventory=found, competence_id=competence_id)
        return
    wish_no_more(g.actor, inventory=found, competence_id=competence_id)
    if back().partition("?")[0] == url_for("kiosk.review"):
        say_wished_no_more(competence_id)
