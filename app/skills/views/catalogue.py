"""The catalogue for the office: what there is, by context of life or by everyday words."""

from flask import Response, request

from app.core.access import signed_in
from app.core.http import respond
from app.core.i18n import current
from app.core.text import tidy
from app.skills.blueprint import bp
from app.skills.queries import catalogue as queries

LONGEST = 200


@bp.get("/catalogue")
@signed_in
def catalogue() -> Response:
    """Search the competences; without words, those of one context of life."""
    known = queries.catalogue()
    text = tidy(request.args.get("q", ""))[:LONGEST]
    languages = list(dict.fromkeys((current().code, "pt")))
    context = known.context(request.args.get("context", "")) or known.contexts[0]
    return respond(
        "skills/catalogue.html",
        part="skills/_hits.html",
        text=text,
        catalogue=known,
        context=context,
        hits=queries.search(text, languages=languages, limit=20) if text else (),
    )
