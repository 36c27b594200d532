"""The search of the office."""

from flask import Response, g, request

from app.core.access import signed_in
from app.core.errors import Forbidden
from app.core.http import respond
from app.core.text import tidy
from app.office.blueprint import bp
from app.office.search import LONGEST, find
from app.office.shell import may_search


@bp.get("/search")
@signed_in
def search() -> Response:
    if not may_search(g.actor):
        raise Forbidden
    text = tidy(request.args.get("q", ""))[:LONGEST]
    found = list(find(g.actor, text))
    return respond("office/search.html", part="office/_found.html", text=text, found=found)
