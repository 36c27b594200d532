"""Which needs everyday words are about, also where nothing here helps: "dentista" is about health."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from uuid import NAMESPACE_URL, UUID, uuid5

from app.core.search import Label, Query, Vocabulary, tokens
from app.directory.index.vocabulary import Value, vocabulary

SURE = 0.7
"""How well a name or word must answer: a need is offered beside what was found, so it must be meant."""


def needs_about(text: str, languages: Sequence[str], *, limit: int = 2) -> list[Value]:
    """The needs that the words name, or name a theme of, the likeliest first."""
    known = vocabulary("needs").offered()
    ids = {_id(key): need for key, need in known.items()}
    labels = [label for language in languages for label in _labels(language)]
    query = Query(text, {each: _words(each) for each in languages})
    return [ids[match.subject_id] for match in query.rank(labels, limit=limit) if match.score >= SURE]


def _id(key: str) -> UUID:
    return uuid5(NAMESPACE_URL, key)


@cache
def _labels(language: str) -> tuple[Label, ...]:
    needs = vocabulary("needs").offered()
    named = [(need.key, need) for need in needs.values() if not need.is_wish]
    named += [(theme.need, theme) for theme in vocabulary("themes").offered().values()]
    return tuple(
        Label(_id(key), key, 0, language, word)
        for key, value in named
        for lang, word in value.labels()
        if lang == language and tokens(word)
    )


@cache
def _words(language: str) -> Vocabulary:
    return Vocabulary(Counter(word for label in _labels(language) for word in {*tokens(label.value)}))
