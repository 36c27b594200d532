"""Who is taken for whom: by labelled pairs, and rules that hold whatever the names are."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dev.bench.pairs import Figures, Pair, labelled, measure
from app.people import names
from app.people.judging import Born, Described, Verdict, compare_births, judge
from app.people.near import near, pairs

LEAST_RECALL, LEAST_PRECISION = 0.97, 0.95
WORDS = ["Maria", "João", "Gonçalves", "da Silva", "Коваленко", "محمد", "Castelo-Branco", "Baptista", "Sá"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
BORN = st.sampled_from(["", "1980", "1981", "1980-03", "1980-03-12", "1980-12-03", "1955-01-01"])
PHONES = st.frozensets(st.sampled_from(["+351912345678", "+351934567890"]), max_size=2)
DESCRIBED = st.builds(
    lambda name, born, phones: Described(names.keys(name), born, phones), NAMES, BORN, PHONES
)

NOT_FOUND_ONCE = [
    ("فاطمة الزهراء", "Fatima Zahra"),
    ("كريمة", "Karima"),
    ("حليمة سعيدي", "Halima Saidi"),
    ("أسامة", "Oussama"),
    ("إبراهيم", "Ibrahim"),
    ("عبد الرحمن", "Abdurrahman"),
    ("عبد الرحمن", "Abdul Rahman"),
    ("عبد القادر", "Abdelkader"),
    ("نور الدين", "Noureddine"),
    ("प्रकाश थापा", "Prakash Thapa"),
    ("কৃষ্ণ দাস", "Krishna Das"),
    ("ਸੁਖਵਿੰਦਰ ਸਿੰਘ", "Sukhwinder Singh"),
    ("Maria Castelo-Branco", "Maria Castelobranco"),
    ("王小明", "Xiaoming Wang"),
    ("Nguyễn Thị Lan", "Lan Nguyen Thi"),
    ("João Egypto", "João Egito"),
    ("Ignez Assumpção", "Inês Assunção"),
]


def described(name: str, born: str = "", *phones: str) -> Described:
    return Described(names.keys(name), born, frozenset(phones))


def verdict(one: Described, other: Described) -> Verdict:
    found = judge(one, other)
    assert found
    return found


@pytest.mark.parametrize(("known", "typed"), NOT_FOUND_ONCE)
def test_a_name_is_proposed_in_whatever_script_it_was_written(known: str, typed: str) -> None:
    assert verdict(described(known), described(typed)).score >= 0.6
    assert pairs(names.keys(known)) & (pairs(names.keys(typed)) | {key.sound for key in names.keys(typed)})


@cache
def sample() -> list[Pair]:
    return labelled(1_500)


def test_labelled_pairs_are_told_apart() -> None:
    figures = measure(sample())
    assert figures.recall >= LEAST_RECALL, figures.missed
    assert figures.precision >= LEAST_PRECISION, figures.wrong


def test_a_judgement_without_birthdays_would_show() -> None:
    """The floor of precision bites: nothing but the birthday tells a son from his father."""
    blind = [
        replace(pair, one=replace(pair.one, born=""), other=replace(pair.other, born="")) for pair in sample()
    ]
    figures: Figures = measure(blind)
    assert figures.precision < LEAST_PRECISION


@given(DESCRIBED, DESCRIBED)
def test_it_does_not_matter_who_is_asked_about(one: Described, other: Described) -> None:
    assert judge(one, other) == judge(other, one)


@given(st.permutations(WORDS[:4]), BORN, PHONES)
def test_order_accents_and_particles_do_not_matter(
    turned: list[str], born: str, phones: frozenset[str]
) -> None:
    plain = " ".join(turned).replace("da ", "").replace("ã", "a").replace("ç", "c").upper()
    one = Described(names.keys(" ".join(WORDS[:4])), born, phones)
    assert verdict(one, Described(names.keys(plain), born, phones)).score == 1.0


@given(NAMES, st.data())
def test_a_word_with_one_letter_wrong_shares_a_key(name: str, data: st.DataObject) -> None:
    key = names.keys(name)[0]
    at = data.draw(st.integers(0, len(key.word) - 1))
    if len(key.word) >= 5:
        wrong = names.keys(key.word[:at] + "x" + key.word[at + 1 :])[0]
        assert near(key) & near(wrong)


def test_a_sister_with_the_same_telephone_is_not_chosen() -> None:
    one, other = described("Ana Silva Costa", "1980", "1"), described("Rita Silva Costa", "1984", "1")
    assert not verdict(one, other).is_strong


def test_a_twin_is_not_chosen() -> None:
    born = "1980-03-12"
    assert not verdict(
        described("Ana Silva Costa", born, "1"), described("Rita Silva Costa", born, "1")
    ).is_strong


def test_a_son_of_the_same_name_is_not_chosen() -> None:
    assert not verdict(described("Rui Faria", "1950", "1"), described("Rui Faria", "1980", "1")).is_strong


def test_a_name_alone_is_proposed_and_not_chosen() -> None:
    assert not verdict(described("Rui Faria"), described("Rui Faria")).is_strong


def test_a_married_name_and_the_birthday_are_enough() -> None:
    born = "1980-03-12"
    assert verdict(described("Ana Costa", born), described("Ana Mendes", born)).score >= 0.6


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "1980", Born.UNKNOWN),
        ("1980-03-12", "1980-03-12", Born.SAME_DAY),
        ("1980-03-12", "1980-03", Born.SAME_MONTH),
        ("1980-03-12", "1980", Born.SAME_YEAR),
        ("1980-03-12", "1980-12-03", Born.SLIP),
        ("1980", "1981", Born.SLIP),
        ("1979", "1980", Born.SLIP),
        ("1958", "1985", Born.OTHER),
        ("1958", "1968", Born.SLIP),
        ("1940", "1960", Born.OTHER),
        ("1980-03-12", "1980-07-25", Born.OTHER_DAY),
        ("1980", "1992", Born.OTHER),
    ],
)
def test_birthdays_compare_by_what_is_known_of_both(one: str, other: str, expected: Born) -> None:
    assert compare_births(one, other) is expected
    assert compare_births(other, one) is expected
