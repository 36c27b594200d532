"""The search of the office. A telephone number is sent, and stands in no address."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, g, request

from app.core.access import signed_in
from app.core.errors import Forbidden
from app.core.http import htmx, respond, see_other
from app.core.permission import Permission
from app.core.text import tidy
from app.core.unit_of_work import writes
from app.office.blueprint import bp
from app.office.search import LONGEST, find
from app.office.shell import may_search
from app.people.contacts import is_phone
from app.people.operations.openings import look_up_phone

PEOPLE = "people/_search_hits.html"


@bp.get("/search")
@signed_in
def search() -> Response:
    if not may_search(g.actor):
        raise Forbidden
    text = tidy(request.args.get("q", ""))[:LONGEST]
    return _page(text, find(g.actor, text))


@bp.post("/search")
@signed_in
def send_search() -> Response:
    """Words go on to their address, which can be kept, or are answered while they are typed; a telephone
    number is looked up here, and that it was stays in the audit trail.
    """
    if not may_search(g.actor):
        raise Forbidden
    text = tidy(request.form.get("q", ""))[:LONGEST]
    if not (is_phone(text) and g.actor.may(Permission.CONTACT_READ)):
        return _page(text, find(g.actor, text)) if htmx else see_other("office.search", q=text)
    people = look_up_phone(g.actor, typed=text)
    return _page(text, [(PEOPLE, people)] if people else [])


def _page(text: str, found: Iterable[tuple[str, Sequence[Any]]]) -> Response:
    by_phone = is_phone(text) and g.actor.may(Permission.CONTACT_READ)
    return respond(
        "office/search.html",
        part="office/_found.html",
        text=text,
        found=list(found),
        by_phone=by_phone,
        is_unsent=by_phone and not writes(),
    )
