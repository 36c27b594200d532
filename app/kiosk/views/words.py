"""What else can you do? Found by everyday words, or kept as it is said."""

from flask import Response, g, request

from app.core.access import kiosk
from app.core.http import respond, see_other
from app.core.text import tidy
from app.kiosk.forms import OwnWordsForm
from app.kiosk.views.blueprint import bp
from app.kiosk.views.presence import inventory, list_id, visit
from app.skills import queries as skills
from app.skills import services
from app.skills.models import InventoryEntry

LONGEST_SEARCH = 100
HITS = 6


@bp.get("/words")
@kiosk
def words() -> Response:
    """The search; what was typed can be kept as own words where nothing fits.

    What was kept before is shown until somebody searches: one question a screen, and one read less.
    """
    list_id(draft=True)
    typed = tidy(request.args.get("words", ""))[:LONGEST_SEARCH]
    form = OwnWordsForm(formdata=None, words=typed)
    return _page(form, typed, [] if typed else _own_words())


@bp.post("/words")
@kiosk
def keep_words() -> Response:
    form = OwnWordsForm()
    found = inventory(draft=True)
    if not form.validate_on_submit():
        return _page(form, "", _own_words(), status=422)
    services.add_own_words(g.actor, inventory=found, text=str(form.words.data), language=visit().language)
    return see_other("kiosk.words")


def _own_words() -> list[InventoryEntry]:
    return [entry for entry in inventory().entries if entry.own_words]


def _page(form: OwnWordsForm, typed: str, said: list[InventoryEntry], status: int = 200) -> Response:
    language = visit().language
    hits = skills.search(typed, languages=[language, "pt"], limit=HITS) if typed else []
    return respond(
        "kiosk/words.html",
        part="kiosk/_hits.html",
        status=status,
        form=form,
        typed=typed,
        hits=hits,
        said=said,
    )
