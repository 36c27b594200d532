"""Codes on papers: read out and typed in any way, guessed by nobody."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.workshops.papers import codes as paper_codes
from app.workshops.papers.codes import ALPHABET, code_of, grouped, hashed, initials, typed

SECRET = "a secret of the tests"


@given(st.uuids())
def test_a_code_is_found_again_however_it_is_typed(paper: UUID) -> None:
    code = code_of(paper, secret=SECRET)
    assert len(code) == paper_codes.LENGTH
    assert set(code) <= set(ALPHABET)
    assert typed(grouped(code)) == typed(f" {code.lower()} ") == code
    assert typed(code.replace("0", "O").replace("1", "l")) == code


@given(st.uuids(), st.uuids())
def test_two_papers_have_two_codes(one: UUID, other: UUID) -> None:
    assert (code_of(one, secret=SECRET) == code_of(other, secret=SECRET)) == (one == other)
    assert code_of(one, secret=SECRET) != code_of(one, secret="another")


@given(st.text(max_size=60))
def test_anything_else_is_no_code(text: str) -> None:
    assert typed(text) == "" or len(typed(text)) == paper_codes.LENGTH


def test_the_hash_tells_nothing_of_the_code() -> None:
    assert "7KQM3XDP9TRA" not in hashed("7KQM3XDP9TRA", secret=SECRET)


def test_of_a_name_the_initials() -> None:
    assert initials("Joaquina d'Ávila") == "J. A."
    assert initials("Maria do Rosário de Sousa") == "M. R. S."
    assert initials("Ольга Коваленко") == "О. К."
