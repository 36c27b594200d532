"""Search by everyday words: prefixes, endings, accents, typos, any order, any language.

Pure: it is given vocabularies and candidate labels, the database stays with each feature. A query word is
first looked for in the vocabulary of each language (some ten thousand words in memory), which gives the
few words that really occur; only labels holding these are read and scored, the rarest words first, so the
cost does not grow with what there is. All scoring happens here, hence the same results on every engine.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from math import ceil, log
from typing import NamedTuple
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.core.text import words

CANDIDATES = 250
"""At most so many labels of a language are read for one search."""
EXPANSIONS = 48
REMEMBERED = 4_096
"""Of so many labels the words are kept: what is searched for often, and not a catalogue."""
QUERY_WORDS = 12
LEAST_SCORE = 0.25
LEAST_SHARE_OF_BEST = 0.45
STEP = 0.05
TELLING, BESIDE = 0.6, 0.85
"""From this share of its heaviest on, a word of a label tells something; what a label is worth that is about
something else.
"""
_STEM, _STEM_SHARE = 4, 0.6
_ARABIC_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SHORTEST_ARABIC = 3


class Label(NamedTuple):
    """A text that holds a word looked for, and whose it is; `key` and `commonness` order equals."""

    subject_id: UUID
    key: str
    commonness: int
    language: str
    value: str


class Match(NamedTuple):
    """The best label of a subject; `score` is between 0 and 1."""

    subject_id: UUID
    score: float
    label: str
    language: str


@lru_cache(maxsize=REMEMBERED)
def tokens(text: str) -> tuple[str, ...]:
    """The folded words of a label or query; Arabic ones without the article that is written onto them."""
    return tuple(_without_article(word) for word in words(text))


def _without_article(word: str) -> str:
    for article in _ARABIC_ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_ARABIC:
            return word[len(article) :]
    return word


def similarity(asked: str, known: str) -> float:
    """How well a known word answers the one asked for: 1 the same, 0 another word.

    In between: its beginning, the same stem with another ending, one or two slips of the fingers.
    """
    if asked == known:
        return 1.0
    longer = max(len(asked), len(known))
    best = 0.0
    if len(asked) > 1 and known.startswith(asked):
        best = 0.75 + 0.2 * len(asked) / len(known)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(asked, known, strict=False)))
    if shared >= max(_STEM, _STEM_SHARE * longer):
        best = max(best, 0.55 + 0.35 * shared / longer)
    slips = OSA.distance(asked, known, score_cutoff=allowed_slips(asked))
    if slips <= allowed_slips(asked):
        best = max(best, 0.95 * (1 - slips / longer) ** 2)
    return best


def allowed_slips(asked: str) -> int:
    """Letters that may be wrong, missing, too many or swapped: none in a short word."""
    return 0 if len(asked) < 5 else 1 if len(asked) < 8 else 2


class Vocabulary:
    """The words of one language's labels and in how many labels each occurs."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self._sorted = sorted(counts)
        total = sum(counts.values())
        self._weights = {word: log(1 + total / count) for word, count in counts.items()}
        self._rarest = log(1 + total)
        self._told: dict[str, tuple[float, str]] = {}
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._sorted:
            by_length[len(word)].append(word)
        self._by_length = dict(by_length)

    def weight(self, word: str) -> float:
        """How much a word tells: more the fewer labels hold it; an unknown one like the rarest."""
        return self._weights.get(word, self._rarest)

    def told(self, label: str) -> tuple[float, str]:
        """How much all the words of a label tell, and its first word that tells something ("fazer" does not).

        Those of the last searches are remembered.
        """
        found = self._told.get(label)
        if found is None:
            if len(self._told) >= REMEMBERED:
                self._told.clear()
            weights = {word: self.weight(word) for word in tokens(label)}
            enough = TELLING * max(weights.values())
            opening = next(word for word, weight in weights.items() if weight >= enough)
            found = self._told[label] = (sum(weights.values()), opening)
        return found

    def expand(self, asked: str) -> dict[str, float]:
        """The known words that answer a query word, each with its similarity, the best ones only."""
        near = {*self._alike_at_start(asked), *self._alike_but_slips(asked)}
        found = ((word, similarity(asked, word)) for word in near)
        best = sorted(
            (pair for pair in found if pair[1] > 0),
            key=lambda pair: (-pair[1], -self.counts[pair[0]], pair[0]),
        )
        return dict(best[:EXPANSIONS])

    def _alike_at_start(self, asked: str) -> Iterator[str]:
        shared = len(asked) if len(asked) < _STEM else max(_STEM, ceil(_STEM_SHARE * len(asked)))
        start = asked[:shared]
        for at in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[at].startswith(start):
                return
            yield self._sorted[at]

    def _alike_but_slips(self, asked: str) -> Iterator[str]:
        slips = allowed_slips(asked)
        for length in range(len(asked) - slips, len(asked) + slips + 1):
            same_length = self._by_length.get(length, [])
            for word, _, _ in process.extract_iter(
                asked, same_length, scorer=OSA.distance, score_cutoff=slips
            ):
                yield word


class Asked(NamedTuple):
    """A query word in one language: the known words that answer it, the best first, and what it weighs."""

    answers: Mapping[str, float]
    weight: float


class Query:
    """What was typed, and the words of each language's vocabulary that answer it."""

    def __init__(self, text: str, vocabularies: Mapping[str, Vocabulary]) -> None:
        self.words = tuple(dict.fromkeys(tokens(text)))[:QUERY_WORDS]
        self.vocabularies = vocabularies
        self.asked = {language: self._asked(vocabulary) for language, vocabulary in vocabularies.items()}
        self.weights = {
            language: sum(each.weight for each in asked) for language, asked in self.asked.items()
        }

        self.telling = {language: _telling(asked) for language, asked in self.asked.items()}

    def _asked(self, vocabulary: Vocabulary) -> list[Asked]:
        expanded = [(word, vocabulary.expand(word)) for word in self.words]
        return [Asked(answers, vocabulary.weight(next(iter(answers), word))) for word, answers in expanded]

    def lookups(self) -> dict[str, list[str]]:
        """The words to look up in each language: those that tell most, while their labels stay few."""
        chosen = {language: self._rarest(language) for language in self.vocabularies}
        return {language: found for language, found in chosen.items() if found}

    def _rarest(self, language: str) -> list[str]:
        vocabulary = self.vocabularies[language]
        value: dict[str, float] = {}
        for asked in self.asked[language]:
            for word, likeness in asked.answers.items():
                value[word] = max(value.get(word, 0), likeness * vocabulary.weight(word))
        chosen: list[str] = []
        labels = 0
        for word in sorted(value, key=lambda word: (-value[word], word)):
            if not chosen or labels + vocabulary.counts[word] <= CANDIDATES:
                chosen.append(word)
                labels += vocabulary.counts[word]
        return chosen

    def score(self, label: Label) -> float:
        """How much of the query the label answers, how much of the label was asked for, and whether it opens
        with that: whoever writes "cozinhar" means cooking before teaching somebody to cook. A label that has
        no answer to the word that tells most is about something else: "toma conta de velhotes".
        """
        vocabulary, known = self.vocabularies[label.language], tokens(label.value)
        answered = 0.0
        matched: set[str] = set()
        for answers, weight in self.asked[label.language]:
            best, likeness = "", 0.0
            for word in known:  # a plain loop: it runs some thousand times a search
                if answers.get(word, 0.0) > likeness:
                    best, likeness = word, answers[word]
            if best:
                answered += weight * likeness
                matched.add(best)
        if not matched:
            return 0.0
        whole, opening = vocabulary.told(label.value)
        covered = sum(map(vocabulary.weight, matched)) / whole
        opens = 0.2 if opening in matched else 0.0
        about = 1.0 if matched & self.telling[label.language] else BESIDE
        return about * answered / self.weights[label.language] * (0.7 + 0.1 * covered + opens)

    def rank(self, labels: Iterable[Label], *, limit: int) -> Sequence[Match]:
        """The best subjects, one match each; of nearly equal scores (steps of 0.05) the commoner first."""
        best: dict[UUID, tuple[float, Label]] = {}
        for label in labels:
            score = round(self.score(label), 9)
            there = best.get(label.subject_id)
            if (
                there is None
                or score > there[0]
                or (score == there[0] and _order(score, label) < _order(*there))
            ):
                best[label.subject_id] = (score, label)
        ordered = sorted(best.values(), key=lambda pair: _order(round(pair[0] / STEP) * STEP, pair[1]))
        highest = max((score for score, _ in ordered), default=0.0)
        least = max(LEAST_SCORE, highest * LEAST_SHARE_OF_BEST)
        return [
            Match(label.subject_id, score, label.value, label.language)
            for score, label in ordered[:limit]
            if score >= least
        ]


def _telling(asked: Sequence[Asked]) -> frozenset[str]:
    """The known words that answer the query word which tells most, or one of those that do."""
    most = max((each.weight for each in asked if each.answers), default=0.0)
    return frozenset(word for each in asked if each.weight == most for word in each.answers)


def _order(score: float, label: Label) -> tuple[float, int, str, str, str]:
    return (-score, -label.commonness, label.key, label.language, label.value)
