"""One box for everything: people, workshops, services, organisations, competences."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response, g, request

from app.core import i18n
from app.core.access import signed_in
from app.core.actor import Actor
from app.core.errors import Forbidden
from app.core.http import respond
from app.core.permission import Permission
from app.core.text import tidy
from app.directory.queries.services import search_services
from app.network.queries import organisations_page
from app.office.views.blueprint import bp
from app.office.views.shell import may_search
from app.people.queries import search as search_people
from app.skills.queries import search as search_competences
from app.workshops.queries.series import search_workshops

LONGEST = 200
AT_MOST = 10


@bp.get("/search")
@signed_in
def search() -> Response:
    actor = g.actor
    if not may_search(actor):
        raise Forbidden
    text = tidy(request.args.get("q", ""))[:LONGEST]
    return respond("office/search.html", part="office/_found.html", text=text, found=_found(actor, text))


def _found(actor: Actor, text: str) -> dict[str, Sequence[Any]]:
    """Of each kind the first ones; nothing of what the actor may not read."""
    searches: tuple[tuple[str, Permission, Callable[[], Sequence[Any]]], ...] = (
        ("people", Permission.PARTICIPANT_READ, lambda: search_people(actor, text, AT_MOST)),
        ("workshops", Permission.WORKSHOP_READ, lambda: search_workshops(actor, text, AT_MOST)),
        (
            "services",
            Permission.DIRECTORY_READ,
            lambda: search_services(actor, text, AT_MOST, languages=spoken()),
        ),
        (
            "organisations",
            Permission.ORGANISATION_READ,
            lambda: organisations_page(actor, search=text).items,
        ),
        (
            "competences",
            Permission.PARTICIPANT_READ,
            lambda: search_competences(text, languages=spoken(), limit=AT_MOST),
        ),
    )
    return {
        name: search()[:AT_MOST] if text and actor.may(permission) else ()
        for name, permission, search in searches
    }


def spoken() -> tuple[str, ...]:
    """The languages that staff search in: Portuguese, and that of the page."""
    return tuple(dict.fromkeys((i18n.MAIN, i18n.current().code)))
