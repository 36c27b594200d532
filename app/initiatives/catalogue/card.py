"""What everybody reads of an initiative, and by what it is found: its card in the index of the directory."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import selectinload

from app.core.i18n import MAIN
from app.directory.index.card import Card
from app.directory.index.document import Shown, texts_of
from app.directory.index.kinds import Kind, register
from app.initiatives.groups.kinds import kinds
from app.initiatives.groups.models import Initiative, Stage
from app.initiatives.groups.models import Kind as KindOfInitiative
from app.skills.queries.catalogue import catalogue
from app.skills.snapshot import CompetenceView

INITIATIVE = "initiative"
PICTOGRAM = "1F9D1-200D-1F91D-200D-1F9D1"
AT_REST = frozenset({Stage.PAUSED.value, Stage.CLOSED.value})
"""The stages in which nobody is told of it, whatever was said before."""
UNPAID = frozenset({KindOfInitiative.VOLUNTEERING.value})
WORK, COMPANY = ("idea", "work", "employment"), ("idea", "community")
"""What people come with (needs.toml of the directory) whom it helps that somebody looks for others."""


def is_shown(initiative: Initiative) -> bool:
    """Whether everybody reads of it."""
    says_something = bool(initiative.offers or initiative.seeks)
    return initiative.is_public and says_something and initiative.state not in AT_REST


def card_of(initiative: Initiative) -> Card:
    """The card as the initiative stands now; it asks for people only where it says whom it looks for."""
    wanted = _wanted(initiative) if initiative.seeks else []
    return Card(
        kind=INITIATIVE,
        id=initiative.id,
        municipality_id=initiative.municipality_id,
        sort_key=initiative.sort_key,
        is_public=is_shown(initiative),
        shown=_draw(initiative, wanted),
        needs=_needs(initiative),
        wants=[each.id for each in wanted],
        labels=list(_labels(initiative, wanted)),
    )


def _draw(initiative: Initiative, wanted: Sequence[CompetenceView]) -> Shown:
    texts = texts_of(initiative, {"name": "title", "description": "offers", "seeks": "seeks"})
    names = {
        language: ", ".join(each.name(language).value for each in wanted)
        for language in dict.fromkeys(language for each in wanted for language in each.names)
    }
    return Shown(
        texts={**texts, "wanted": names},
        provider=kinds().name(initiative.kind, MAIN).value,
        pictogram=PICTOGRAM,
        phone=initiative.phone,
        email=initiative.email,
        url=initiative.url,
        address=initiative.place,
        parish_id=str(initiative.parish_id) if initiative.parish_id else None,
    )


def _wanted(initiative: Initiative) -> list[CompetenceView]:
    """The competences of its needs, in their order; nobody asks for a retired one."""
    views = catalogue().several(each.competence_id for each in initiative.needs)
    found = (views.get(each.competence_id) for each in initiative.needs)
    return [view for view in found if view and not view.is_retired]


def _needs(initiative: Initiative) -> tuple[str, ...]:
    if not initiative.seeks:
        return ()
    return COMPANY if initiative.kind in UNPAID else WORK


def _labels(initiative: Initiative, wanted: Sequence[CompetenceView]) -> Iterator[tuple[str, str]]:
    """Names first, sentences last, as the index wants them."""
    yield MAIN, initiative.title
    yield from ((each.lang, each.value) for each in initiative.texts if each.field == "title")
    yield from (label for view in wanted for label in view.names.items())
    yield from ((MAIN, words) for words in (initiative.place, initiative.offers, initiative.seeks) if words)
    yield from ((each.lang, each.value) for each in initiative.texts if each.field != "title")


register(
    Kind(
        table=Initiative,
        names=frozenset({INITIATIVE}),
        card_of=card_of,
        read_with=lambda: (selectinload(Initiative.texts), selectinload(Initiative.needs)),
    )
)
