"""The search against a slow reference that looks at every word of every label."""

from math import log
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.search import CANDIDATES, Label, Query, Vocabulary, allowed_slips, similarity, tokens

WORDS = st.text(alphabet="abdeomrtz", min_size=1, max_size=9)
LABELS = st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=12)


def labels_of(texts: list[str], language: str = "pt") -> list[Label]:
    return [
        Label(uuid5(NAMESPACE_URL, f"{at % 7}"), f"key-{at % 7}", 50 + at % 3, language, text)
        for at, text in enumerate(texts)
    ]


def vocabulary_of(labels: list[Label]) -> Vocabulary:
    counts: dict[str, int] = {}
    for label in labels:
        for word in set(tokens(label.value)):
            counts[word] = counts.get(word, 0) + 1
    return Vocabulary(counts)


def edits(a: str, b: str) -> int:
    """Optimal string alignment by its textbook table."""
    table = [[max(i, j) if 0 in {i, j} else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            change = table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, change)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def slow_similarity(asked: str, known: str) -> float:
    if asked == known:
        return 1.0
    found = [0.0]
    longer = max(len(asked), len(known))
    if len(asked) > 1 and known[: len(asked)] == asked:
        found.append(0.75 + 0.2 * len(asked) / len(known))
    shared = max(n for n in range(min(len(asked), len(known)) + 1) if asked[:n] == known[:n])
    if shared >= 4 and shared >= 0.6 * longer:
        found.append(0.55 + 0.35 * shared / longer)
    if edits(asked, known) <= allowed_slips(asked):
        found.append(0.95 * (1 - edits(asked, known) / longer) ** 2)
    return max(found)


def slow_score(query: str, label: Label, labels: list[Label]) -> float:
    """The score as search.py describes it, from the labels alone."""
    every = [set(tokens(each.value)) for each in labels]
    known_words = sorted(set().union(*every))
    total = sum(len(each) for each in every)

    def weight(word: str) -> float:
        holding = sum(word in each for each in every) or 1
        return log(1 + total / holding)

    asked_weight = answered = heaviest = 0.0
    matched: set[str] = set()
    telling: set[str] = set()
    for asked in dict.fromkeys(tokens(query)):
        alike = {word: slow_similarity(asked, word) for word in known_words}
        holding = {word: sum(word in each for each in every) for word in known_words}
        best = min(known_words, key=lambda word: (-alike[word], -holding[word], word))
        importance = weight(best if alike[best] > 0 else asked)
        asked_weight += importance
        answers = {word for word in known_words if alike[word] > 0}
        if answers and importance >= heaviest:
            telling = answers | (telling if importance == heaviest else set())
            heaviest = importance
        here = max(tokens(label.value), key=lambda word: alike[word])
        if alike[here] > 0:
            answered += importance * alike[here]
            matched.add(here)
    if not matched:
        return 0.0
    covered = sum(map(weight, matched)) / sum(map(weight, set(tokens(label.value))))
    enough = 0.6 * max(map(weight, tokens(label.value)))
    opening = next(word for word in tokens(label.value) if weight(word) >= enough)
    about = 1.0 if matched & telling else 0.85
    return about * answered / asked_weight * (0.7 + 0.1 * covered + 0.2 * (opening in matched))


@given(WORDS, WORDS)
def test_similarity_is_what_it_says(asked: str, known: str) -> None:
    assert similarity(asked, known) == pytest.approx(slow_similarity(asked, known))


@given(WORDS, LABELS)
def test_expansion_finds_exactly_the_similar_words(asked: str, texts: list[list[str]]) -> None:
    vocabulary = vocabulary_of(labels_of([" ".join(words) for words in texts]))
    expected = {word for word in vocabulary.counts if slow_similarity(asked, word) > 0}
    assert set(vocabulary.expand(asked)) == expected


@settings(max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=3), LABELS)
def test_ranking_equals_the_slow_reference(asked: list[str], texts: list[list[str]]) -> None:
    labels = labels_of([" ".join(words) for words in texts])
    query = Query(" ".join(asked), {"pt": vocabulary_of(labels)})
    looked_up = set(query.lookups().get("pt", ()))
    candidates = [label for label in labels if looked_up & set(tokens(label.value))]
    scores: dict[str, float] = {}
    for label in labels:
        scores[label.key] = max(
            scores.get(label.key, 0.0), round(slow_score(" ".join(asked), label, labels), 9)
        )
    best = max(scores.values())
    expected = {key: score for key, score in scores.items() if score >= max(0.25, best * 0.45) and score > 0}
    keys = {label.subject_id: label.key for label in labels}
    found = {keys[match.subject_id]: match.score for match in query.rank(candidates, limit=99)}
    assert found == pytest.approx(expected)


@given(st.permutations(["pintar", "paredes", "brancas"]))
def test_the_order_of_words_does_not_matter(order: list[str]) -> None:
    labels = labels_of(["pintar paredes", "lavar paredes", "pintar quadros"])
    query = Query(" ".join(order), {"pt": vocabulary_of(labels)})
    plain = Query("pintar paredes brancas", {"pt": vocabulary_of(labels)})
    assert query.rank(labels, limit=9) == plain.rank(labels, limit=9)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_only_words(typed: str) -> None:
    labels = labels_of(["pintar paredes", "tratar da horta"])
    matches = Query(typed, {"pt": vocabulary_of(labels)}).rank(labels, limit=9)
    assert all(0 < match.score <= 1 for match in matches)


def test_ties_go_to_the_commoner_then_to_the_key() -> None:
    ids = [uuid5(NAMESPACE_URL, key) for key in "abc"]
    labels = [
        Label(ids[0], "c", 10, "pt", "pescar"),
        Label(ids[1], "a", 10, "pt", "pescar"),
        Label(ids[2], "b", 20, "pt", "pescar"),
    ]
    ranked = Query("pescar", {"pt": vocabulary_of(labels)}).rank(labels, limit=9)
    assert [match.subject_id for match in ranked] == [ids[2], ids[1], ids[0]]


def test_a_large_catalogue_is_not_read_for_one_search() -> None:
    """14,000 concepts with five labels each: the labels that may be read stay a few hundred."""
    verbs = [f"verbo{at:02}ar" for at in range(40)]
    labels = [
        Label(
            uuid5(NAMESPACE_URL, str(at)),
            f"k{at}",
            at % 100,
            "pt",
            f"{verbs[(at + n) % 40]} de coisa{at}x{n}",
        )
        for at in range(14_000)
        for n in range(5)
    ]
    vocabulary = vocabulary_of(labels)
    for typed in ("coisa777x3", "verbo07ar coisa13999x4", "de verbo01ar coisa12x1", "coiza4242x2"):
        lookups = Query(typed, {"pt": vocabulary}).lookups()["pt"]
        assert sum(vocabulary.counts[word] for word in lookups) <= CANDIDATES, typed
    common = Query("verbo07ar de", {"pt": vocabulary}).lookups()["pt"]
    assert len(common) == 1, "words too common for the budget are looked up alone, the read itself is limited"


def test_indian_scripts_keep_their_vowel_signs() -> None:
    labels = labels_of(["खाना बनाना", "खेती करना"], "hi")
    ranked = Query("खाना", {"hi": vocabulary_of(labels)}).rank(labels, limit=9)
    assert ranked[0].label == "खाना बनाना"


def test_the_arabic_article_does_not_matter() -> None:
    assert tokens("الخياطة") == tokens("خياطه") == tokens("بالخِياطة")
