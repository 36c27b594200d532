"""What counts as a weak password, and what a hash is worth."""

import unicodedata

import pytest

from app.accounts import passwords
from app.accounts.passwords import Weakness

NAME, EMAIL = "Marília d'Ávila Sousa", "marilia.avila@example.org"


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("onze letras", Weakness.SHORT),
        ("aaaaaaaaaaaaaaaa", Weakness.COMMON),
        ("123456789012", Weakness.COMMON),
        ("987654321098", Weakness.COMMON),
        ("abcdefghijklmno", Weakness.COMMON),
        ("Palavra-Passe-2026", Weakness.COMMON),
        ("Câmara Municipal 1", Weakness.COMMON),
        ("mariliasousa12", Weakness.PERSONAL),
        ("MARÍLIA.AVILA@example.org", Weakness.PERSONAL),
        ("comboio verde amarelo", None),
        ("тепла осінь у садку", None),
        ("x7$kQ!m2Lw9z", None),
    ],
)
def test_weakness(password: str, weakness: Weakness | None) -> None:
    assert passwords.weakness_of(password, name=NAME, email=EMAIL) is weakness


def test_a_hash_is_argon2id_and_matches_its_password_only() -> None:
    stored = passwords.hash_password("comboio verde amarelo")
    assert stored.startswith("$argon2id$")
    assert passwords.matches(stored, "comboio verde amarelo")
    assert not passwords.matches(stored, "comboio verde amarelos")


def test_no_hash_matches_nothing_and_costs_the_same() -> None:
    cost = passwords.hash_password("anything")[: passwords.NOBODYS_HASH.index("p=1")]
    assert passwords.NOBODYS_HASH.startswith(cost)
    assert not passwords.matches("", "")
    assert not passwords.matches("not a hash", "not a hash")


def test_a_password_is_the_same_from_a_keyboard_that_sends_accents_apart() -> None:
    stored = passwords.hash_password("três girassóis à janela")
    assert passwords.matches(stored, unicodedata.normalize("NFD", "três girassóis à janela"))
    assert not passwords.matches(stored, "tres girassois a janela")
