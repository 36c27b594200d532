"""Names across scripts, orders, accents and ears."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.people import names
from app.people.names import Alike, Likeness, keys

PIECES = st.sampled_from(
    [
        "Maria",
        "João",
        "Gonçalves",
        "da",
        "Silva",
        "D'Ávila",
        "Ольга",
        "Коваленко",
        "محمد",
        "A",
        "Łukasz",
        "🙂",
    ]
)
NAMES = st.one_of(st.lists(PIECES, min_size=1, max_size=6).map(" ".join), st.text(max_size=60))


def likeness(one: str, other: str) -> Likeness:
    return names.likeness(keys(one), keys(other))


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Ольга Коваленко", "Olga Kovalenko", Alike.SAME),
        ("JOÃO DA SILVA", "joao silva", Alike.SAME),
        ("Silva, Maria", "Maria da Silva", Alike.OTHER_ORDER),
        ("Maria Silva", "Maria João Costa e Silva", Alike.PART),
        ("محمد", "Mohamed", Alike.SOUND),
        ("محمد", "Muhammad", Alike.SOUND),
        ("يوسف الحسن", "Youssef El-Hassan", Alike.SOUND),
        ("Юлія", "Yuliia", Alike.SOUND),
        ("Gonçalves", "Gonsalves", Alike.SOUND),
        ("Philipe", "Filipe", Alike.SOUND),
        ("Xavier", "Chavier", Alike.SOUND),
        ("Luiz", "Luís", Alike.SOUND),
        ("Helena", "Elena", Alike.SOUND),
        ("Mello", "Melo", Alike.SOUND),
        ("Sousa", "Souza", Alike.SOUND),
        ("D’Ávila", "D'avila", Alike.SAME),
        ("Barradas", "Barrabas", Alike.SPELLING),
        ("علي", "Aly", Alike.SOUND),
        ("ß", "ss", Alike.SAME),
    ],
)
def test_the_same_person_written_twice(one: str, other: str, reason: Alike) -> None:
    found = likeness(one, other)
    assert found.reason is reason
    assert found.score >= 0.75


@pytest.mark.parametrize(
    ("one", "other"), [("Ana", "Nuno"), ("Maria", "Moreira"), ("Maria Silva", "António Costa"), ("", "Ana")]
)
def test_different_people(one: str, other: str) -> None:
    assert likeness(one, other).score < 0.5


def test_a_cedilla_forgotten_is_the_same_word() -> None:
    assert likeness("Gonçalves", "Goncalves").score == 1.0


@pytest.mark.parametrize("name", ["Ó", "M" * 200, "O'Neill", "李", "🙂", "…", "\U0010ffff"])
def test_whatever_somebody_is_called_has_a_key_and_is_like_itself(name: str) -> None:
    assert keys(name)
    assert likeness(name, name).score == 1.0


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert there == back
    assert 0 <= there.score <= 1
    assert (there.score > 0) == (there.reason is not None)


@given(st.lists(PIECES, min_size=1, max_size=6))
def test_the_order_of_words_does_not_matter(pieces: list[str]) -> None:
    turned = list(reversed(pieces))
    assert likeness(" ".join(pieces), " ".join(turned)).score == 1.0
    assert likeness(" ".join(pieces), "Rui Faria").score == likeness(" ".join(turned), "Rui Faria").score


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_every_text_has_keys_of_the_same_shape(text: str) -> None:
    found = keys(text)
    assert len(found) <= names.MOST_WORDS
    assert all(key.word and key.sound for key in found)
    assert bool(found) == bool(names.sort_key(text))


@given(st.sampled_from(["joao", "conceicao", "ines", "andre", "goncalo"]))
def test_accents_never_separate(word: str) -> None:
    accented = word.replace("a", "á").replace("e", "ê").replace("o", "õ")
    assert likeness(word, accented).score == 1.0
