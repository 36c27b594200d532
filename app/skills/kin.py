"""Which competences stand in for others at work, which lead on to others, and which only help beside others.

Written by people who know the work, in catalogue/kin.toml; it is part of the product, as the contexts are.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from app.skills.loader import id_of

FILE = Path(__file__).parent / "catalogue" / "kin.toml"


@dataclass(frozen=True, slots=True)
class Kin:
    """The three relations, by the ids of competences."""

    besides: frozenset[UUID]
    stands_in: Mapping[UUID, frozenset[UUID]]
    leads_on: Mapping[UUID, frozenset[UUID]]


@cache
def kin() -> Kin:
    """What the file says."""
    content = tomllib.loads(FILE.read_text("utf-8"))
    return Kin(_ids(content["besides"]), _by_id(content["stands_in"]), _by_id(content["leads_on"]))


def _ids(keys: Sequence[str]) -> frozenset[UUID]:
    return frozenset(id_of(key) for key in keys)


def _by_id(relation: Mapping[str, Sequence[str]]) -> dict[UUID, frozenset[UUID]]:
    return {id_of(key): _ids(others) for key, others in relation.items()}
