"""One box for everything: people, organisations, competences."""

from flask import Response, g, request

from app.core import i18n
from app.core.access import signed_in
from app.core.errors import Forbidden
from app.core.http import respond
from app.core.permission import Permission
from app.core.text import tidy
from app.network.queries import organisations_page
from app.office.views.blueprint import bp
from app.office.views.shell import may_search
from app.people.queries import search as search_people
from app.skills.queries import search as search_competences

LONGEST = 200
AT_MOST = 10


@bp.get("/search")
@signed_in
def search() -> Response:
    actor = g.actor
    if not may_search(actor):
        raise Forbidden
    text = tidy(request.args.get("q", ""))[:LONGEST]
    sees_people = actor.may(Permission.PARTICIPANT_READ)
    sees_organisations = actor.may(Permission.ORGANISATION_READ)
    return respond(
        "office/search.html",
        part="office/_found.html",
        text=text,
        people=search_people(actor, text, AT_MOST) if text and sees_people else (),
        organisations=organisations_page(actor, search=text).items[:AT_MOST]
        if text and sees_organisations
        else (),
        competences=search_competences(text, languages=spoken(), limit=AT_MOST)
        if text and sees_people
        else (),
    )


def spoken() -> tuple[str, ...]:
    """The languages that staff search in: Portuguese, and that of the page."""
    return tuple(dict.fromkeys((i18n.MAIN, i18n.current().code)))
