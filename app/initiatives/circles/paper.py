"""One card for each person of a circle: whom they teach, from whom they learn, where and when."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from app.core import i18n
from app.core.papers import letterhead
from app.core.papers.letterhead import Letterhead
from app.core.papers.paper import Paper
from app.core.papers.speaker import Both, Speaker, day, plain
from app.core.vocabulary import read_words
from app.initiatives.circles.models import Circle, CirclePlace
from app.initiatives.circles.queries.shown import Shown
from app.network.desk import on_paper
from app.network.models import Municipality

HERE = Path(__file__).parent
CARDS, WORDS = HERE / "cards.typ", HERE / "words.toml"


def cards(
    circle: Circle,
    told: Shown,
    languages: Mapping[UUID, str],
    *,
    where: str,
    municipality: Municipality,
) -> Paper:
    """Two on a page, to be cut; each in Portuguese beside the language of its person. Whoever has no name in
    what may be shown is protected, and has no card.
    """
    title = plain(Speaker(i18n.MAIN, words=read_words(WORDS)).say("card"))
    steps = told.steps(circle)
    made = []
    for place, step in enumerate(steps):
        before, own = steps[place - 1].place, step.place
        if own.participant_id not in told.names:
            continue
        speaker = Speaker(i18n.MAIN, languages[own.participant_id], words=read_words(WORDS))
        card = {
            "name": speaker.say("for_whom", name=told.names[own.participant_id]),
            "teaches": _said(speaker, "teaches", told, step.following),
            "taught": _named(speaker, told, own),
            "learns": _said(speaker, "learns", told, before),
            "learnt": _named(speaker, told, before),
            "when": speaker.say("when", day=day(circle.on)) if circle.on else speaker.say("when_open"),
            "where": speaker.say("where", place=where) if where else speaker.say("where_open"),
            "desk": on_paper(municipality, speaker),
        }
        made.append(card | {key: speaker.say(key) for key in ("card", "lead", "free")})
    return letterhead.on_paper(CARDS, Letterhead(municipality.name), {"document": title, "cards": made})


def _said(speaker: Speaker, key: str, told: Shown, other: CirclePlace) -> Both:
    return speaker.say(key, name=told.names.get(other.participant_id, "…"))


def _named(speaker: Speaker, told: Shown, place: CirclePlace) -> Both:
    view = told.catalogue.competence(place.competence_id)
    return speaker.named(view.name) if view else ()
