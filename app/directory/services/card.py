"""By what a service is found: its card in the index."""

import re
from collections.abc import Iterator

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.core.i18n import MAIN
from app.core.texts import said
from app.directory.index.card import Card
from app.directory.index.kinds import Kind, register
from app.directory.index.vocabulary import Value, vocabulary
from app.directory.services.document import draw
from app.directory.services.models import Service, ServiceState

KIND = "service"
_SENTENCE = re.compile(r"[.!?;:\n؟。]+\s*")
_SHORTEST_SENTENCE = 8


def whole() -> tuple[ORMOption, ...]:
    """What to load with many services at once: all that their cards and files say."""
    return selectinload(Service.texts), selectinload(Service.values), selectinload(Service.competences)


def needs_of(service: Service) -> list[str]:
    """The needs it was given, and those of its themes, and the wishes these belong to."""
    themes = vocabulary("themes")
    own = service.values_of("needs")
    of_themes = [value.need for key in service.values_of("themes") if (value := themes.get(key))]
    needs = [*own, *of_themes]
    wishes = [each.key for each in vocabulary("needs").offered().values() if set(each.areas) & set(needs)]
    return list(dict.fromkeys([*needs, *wishes]))


def card_of(service: Service) -> Card:
    """The card as the service stands now."""
    needs = needs_of(service)
    return Card(
        kind=KIND,
        id=service.id,
        municipality_id=service.municipality_id,
        sort_key=service.sort_key,
        is_public=service.state == ServiceState.PUBLISHED,
        fresh_until=service.due_on,
        shown=draw(service, needs),
        needs=needs,
        teaches=service.taught,
        labels=list(_labels(service)),
    )


def _labels(service: Service) -> Iterator[tuple[str, str]]:
    yield MAIN, service.name
    yield from ((each.lang, each.value) for each in service.texts if each.field == "name")
    yield from _all_in_one(service)
    for language, text in [
        (MAIN, service.description),
        *((t.lang, t.value) for t in service.texts if t.field == "description"),
    ]:
        for sentence in _SENTENCE.split(text):
            if len(sentence) >= _SHORTEST_SENTENCE:
                yield language, sentence


def _all_in_one(service: Service) -> Iterator[tuple[str, str]]:
    """Name, place and what people call its themes and needs together: words of a search may fall on each."""
    values = [*_values(service, "themes"), *_values(service, "needs"), *_values(service, "groups")]
    languages = dict.fromkeys([MAIN, *(lang for value in values for lang in value.names)])
    place = service.structure
    for language in languages:
        known = [text for value in values for lang, text in value.labels() if lang == language]
        yield (
            language,
            " ".join([said(service, "name", language).value, place.name, service.town or place.town, *known]),
        )


def _values(service: Service, field: str) -> list[Value]:
    known = vocabulary(field)
    keys = needs_of(service) if field == "needs" else service.values_of(field)
    return [value for key in keys if (value := known.get(key))]


register(
    Kind(
        table=Service,
        names=frozenset({KIND}),
        card_of=card_of,
        read_with=lambda: (joinedload(Service.structure), *whole()),
        beside=lambda service: service.structure,
    )
)
