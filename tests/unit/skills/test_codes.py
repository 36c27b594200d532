"""Claim codes: derived, unguessable, readable by anybody."""

from datetime import date
from math import expm1, log1p
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.config import ROOT
from app.skills import codes
from app.skills.catalogue_files import LANGUAGES

DAY = date(2027, 2, 20)
SECRET = "a secret for tests only"


@pytest.mark.parametrize(
    ("an_hour", "chance"),
    [(codes.WRONG_TRIES_AN_HOUR, 2.8e-5), (codes.WRONG_TRIES_AT_A_TERMINAL, 8.3e-5)],
    ids=["account", "terminal"],
)
def test_guessing_at_the_permitted_rate_is_hopeless(an_hour: int, chance: float) -> None:
    """quality.md §3: 90 days at full rate against 1,000 open codes succeed with less than 10⁻⁴."""
    pictures = len(codes.pictures())
    space = 10**codes.DIGITS * pictures * (pictures - 1)
    guesses = an_hour * 24 * codes.VALID_FOR.days
    guessed = -expm1(guesses * log1p(-1_000 / space))
    assert guessed < 1e-4
    assert guessed == pytest.approx(chance, rel=0.02)


@given(st.uuids())
def test_a_code_belongs_to_its_list(inventory_id: UUID) -> None:
    code = codes.derive(inventory_id, secret=SECRET, valid_until=DAY)
    assert code == codes.derive(inventory_id, secret=SECRET, valid_until=DAY)
    assert code != codes.derive(inventory_id, secret="another", valid_until=DAY)
    assert len(code.digits) == codes.DIGITS
    assert code.pictures[0] != code.pictures[1]
    assert code.grouped.replace(" ", "") == code.digits


def test_the_digits_are_spread_over_their_whole_range() -> None:
    drawn = {codes.derive(uuid4(), secret=SECRET, valid_until=DAY).digits for _ in range(500)}
    assert len(drawn) > 498
    assert {digits[0] for digits in drawn} == set("0123456789")


def test_order_of_pictures_and_secret_belong_to_the_hash() -> None:
    stored = codes.hashed("427180936", ("duck", "key"), secret=SECRET)
    assert stored == codes.hashed("427 180-936", ("duck", "key"), secret=SECRET)
    assert stored != codes.hashed("427180936", ("key", "duck"), secret=SECRET)
    assert stored != codes.hashed("427180936", ("duck", "key"), secret="another")
    assert "427180936" not in stored


def test_every_picture_has_one_name_of_its_own_in_every_language_and_is_there() -> None:
    assert len(codes.pictures()) == 40
    listed = (ROOT / "app/ui/pictograms.txt").read_text("utf-8")
    for language in LANGUAGES:
        names = [picture.names[language] for picture in codes.pictures()]
        assert len(set(names)) == len(names)
    assert all(f"\n{picture.code_point} " in listed for picture in codes.pictures())
