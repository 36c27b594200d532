"""What else can you do? Found by everyday words, or kept as it is said."""

from uuid import UUID

from flask import Response, g, request

from app.core.access import kiosk
from app.core.http import respond, see_other
from app.core.text import tidy
from app.kiosk.blueprint import bp
from app.kiosk.changes import noting, take_new
from app.kiosk.forms import OwnWordsForm
from app.kiosk.presence import catalogue, inventory, list_id, visit, way_back
from app.skills.operations.entries import add_own_words
from app.skills.queries.catalogue import search

LONGEST_SEARCH = 100
HITS = 6


@bp.route("/words", methods=["GET", "POST"])
@kiosk
def keep_words() -> Response:
    """The search; what was typed can be kept as own words where nothing fits.

    What was kept before is shown until somebody searches: one question a screen, and one read less.
    """
    list_id(to_change=True)
    language = visit().language
    typed = tidy(request.args.get("words", ""))[:LONGEST_SEARCH]
    form = OwnWordsForm(words=typed)
    if form.validate_on_submit():
        found = inventory(to_change=True)
        with noting(found):
            add_own_words(g.actor, inventory=found, text=str(form.words.data), language=language)
        return see_other("kiosk.keep_words", back=way_back())
    return respond(
        "kiosk/words.html",
        part="kiosk/_hits.html",
        status=form.status,
        form=form,
        typed=typed,
        back=way_back(),
        change=take_new(),
        competence=lambda key: catalogue().competence(UUID(key)) if key else None,
        hits=search(typed, languages=[language, "pt"], limit=HITS) if typed else [],
        said=[] if typed else [entry for entry in inventory().entries if entry.own_words],
    )
