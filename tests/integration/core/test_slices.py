"""A whole list read in slices by key: everybody once and in order, whatever others write meanwhile."""

import pytest
from sqlalchemy import select

from app.core.db import db, new_id
from app.core.slices import Slices
from app.core.unit_of_work import writing
from app.network.models import Parish
from tests.cast import Cast


@pytest.fixture
def names(cast: Cast) -> list[str]:
    """Seven parishes, three of them of one name."""
    found = ["amieira", "bela", "bela", "bela", "casal", "dornes", "ega"]
    for number, name in enumerate(found):
        add(cast, name, f"99{number:04}")
    return found


def add(cast: Cast, name: str, code: str) -> None:
    with writing():
        parish = Parish(id=new_id(), municipality_id=cast.elsewhere, name=name, sort_key=name, code=code)
        db.session.add(parish)


def slices(cast: Cast, *, size: int, descending: bool = False) -> Slices:
    query = select(Parish.name).where(Parish.municipality_id == cast.elsewhere, Parish.code.like("99%"))
    return Slices(query, by=Parish.sort_key, then=Parish.id, descending=descending, size=size)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_everybody_is_in_it_once_and_in_order(cast: Cast, names: list[str], size: int) -> None:
    assert [name for some in slices(cast, size=size) for (name,) in some] == names
    backwards = slices(cast, size=size, descending=True)
    assert [name for some in backwards for (name,) in some] == names[::-1]


def test_they_are_counted_as_far_as_somebody_asks(cast: Cast, names: list[str]) -> None:
    assert slices(cast, size=2).count() == len(names)
    assert slices(cast, size=2).count(3) == 3


def test_a_transaction_may_end_between_two(cast: Cast, names: list[str]) -> None:
    found = []
    for number, some in enumerate(slices(cast, size=2)):
        found += [name for (name,) in some]
        add(cast, "abela", f"998{number:03}")  # before all that was read
    assert found == names
