"""By what a service is found: its card in the index, and its texts in each language."""

import re
from collections.abc import Iterator

from app.core.texts import Text, in_language
from app.directory.index import Card
from app.directory.models import Service, ServiceState
from app.directory.service_shown import draw
from app.directory.vocabulary import Value, vocabulary

KIND = "service"
TEXT_FIELDS = (
    "name",
    "description",
    "groups_detail",
    "access_conditions",
    "what_to_bring",
    "cost_detail",
    "request_detail",
    "directions",
)
"""What of a service may be written in other languages, in the order in which it is asked."""
_SENTENCE = re.compile(r"[.!?;:\n؟。]+\s*")
_SHORTEST_SENTENCE = 8


def text_of(service: Service, field: str, language: str) -> Text:
    """A text of a service in the language, else in Portuguese."""
    texts = {each.lang: each.value for each in service.texts if each.field == field}
    return in_language({"pt": getattr(service, field), **texts}, language)


def needs_of(service: Service) -> list[str]:
    """The needs it was given, and those of its themes, and the wishes these belong to."""
    themes = vocabulary("themes")
    own = service.values_of("needs")
    of_themes = [value.need for key in service.values_of("themes") if (value := themes.get(key))]
    needs = [*own, *of_themes]
    wishes = [each.key for each in vocabulary("needs").values() if set(each.areas) & set(needs)]
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
        competences=[each.competence_id for each in service.competences],
        labels=list(_labels(service)),
    )


def _labels(service: Service) -> Iterator[tuple[str, str]]:
    yield "pt", service.name
    yield from ((each.lang, each.value) for each in service.texts if each.field == "name")
    yield from _all_in_one(service)
    for language, text in [
        ("pt", service.description),
        *((t.lang, t.value) for t in service.texts if t.field == "description"),
    ]:
        for sentence in _SENTENCE.split(text):
            if len(sentence) >= _SHORTEST_SENTENCE:
                yield language, sentence


def _all_in_one(service: Service) -> Iterator[tuple[str, str]]:
    """Name, place and what people call its themes and needs together: words of a search may fall on each."""
    values = [*_values(service, "themes"), *_values(service, "needs"), *_values(service, "groups")]
    languages = dict.fromkeys(["pt", *(lang for value in values for lang in value.names)])
    place = service.structure
    for language in languages:
        known = [text for value in values for lang, text in value.labels() if lang == language]
        yield (
            language,
            " ".join(
                [text_of(service, "name", language).value, place.name, service.town or place.town, *known]
            ),
        )


def _values(service: Service, field: str) -> list[Value]:
    known = vocabulary(field)
    keys = needs_of(service) if field == "needs" else service.values_of(field)
    return [value for key in keys if (value := known.get(key))]
