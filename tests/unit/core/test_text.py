"""What people type is found again, whatever the accents, the script or the apostrophe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import fold, name_words, plain_digits, tidy, words


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  João D’Ávila ", "joao d'avila"),
        ("TRATÔR", "trator"),
        ("Straße", "strasse"),
        ("Київ", "київ"),
        ("П’ять", "п'ять"),
        ("مُدَرِّسة", "مدرسه"),
        ("أحمد", "احمد"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_folding(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aáàâãbcçdeéêfgiíoóôõuú ", max_size=40))
def test_accents_never_separate_two_spellings(text: str) -> None:
    plain = text.translate(str.maketrans("áàâãçéêíóôõú", "aaaaceeiooou"))
    assert fold(text) == fold(plain)


def test_words_keep_no_apostrophe() -> None:
    assert words("Maria d'Oliveira, 2.ª") == ["maria", "doliveira", "2", "a"]


def test_vowel_signs_do_not_break_a_word() -> None:
    assert words("राज कुमार") == ["राज", "कुमार"]


def test_particles_come_and_go_on_papers() -> None:
    assert name_words("Maria da Conceição dos Santos") == name_words("Maria Conceição Santos")
    assert name_words("De") == ["de"]
    assert name_words("Luís D’Ávila") == name_words("Luís Ávila")


@given(st.text(max_size=200))
def test_tidy_leaves_one_printable_line(text: str) -> None:
    tidied = tidy(text)
    assert tidied == " ".join(tidied.split())
    assert not any(ord(char) < 32 or char in "\u202a\u202b\u202d\u202e" for char in tidied)


@given(st.text() | st.text(" aé日.\u00a0\u202e\n"))
def test_a_text_without_control_characters_is_tidied_as_one_that_had_some(text: str) -> None:
    assert tidy(text) == tidy(f"{text}\x00")


@pytest.mark.parametrize(
    "name", ["João da Conceição", "Nguyễn Thị Đào", "Їжак", "प्रकाश थापा", "ਸੁਖਵਿੰਦਰ", "آمال"]
)
def test_a_name_is_kept_composed_whoever_sends_it(name: str) -> None:
    kept = unicodedata.normalize("NFC", name)
    assert tidy(unicodedata.normalize("NFD", name)) == kept
    assert tidy(f"\u202e{unicodedata.normalize('NFD', name)}\n") == kept


@given(st.text() | st.text("aãç\u0303\u0327\u0901\u200b\x00 "))
def test_what_was_tidied_is_composed_and_stays_as_it_is(text: str) -> None:
    assert unicodedata.is_normalized("NFC", tidy(text))
    assert tidy(tidy(text)) == tidy(text)


def test_digits_of_any_script_are_read() -> None:
    assert plain_digits("٤٢٧ 180-936") == "427180936"
