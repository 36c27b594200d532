"""What rests on a thing of the network, which knows no other feature: each declares it in its feature.py."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, literal, select, union_all

from app.core.actor import Actor
from app.core.db import db
from app.core.feature import Link, declared


class Ground(StrEnum):
    """What of the network something else can rest on."""

    PARTY = "party"
    PROTOCOL = "protocol"


@dataclass(frozen=True, slots=True)
class Resting:
    """What of a feature rests on a party or a protocol, by its id: shown with it, and before it ends.

    `find` is one query whatever it finds, of what the actor may know of.
    """

    on: Ground
    heading: Any
    find: Callable[[Actor, UUID], Sequence[Link]]


@dataclass(frozen=True, slots=True)
class RestingRows:
    """The same where a row has a title and a page: `rows` gives (id, title, place in their order). Those of
    all features are one query.
    """

    on: Ground
    heading: Any
    rows: Callable[[Actor, UUID], Select[Any]]
    endpoint: str
    name: str
    """What the page's address calls the id."""


def what_rests_on(ground: Ground, actor: Actor, thing_id: UUID) -> Iterator[tuple[Any, Sequence[Link]]]:
    """What of every feature rests on it, under its heading; nothing where there is nothing."""
    for each in declared(Resting):
        if each.on is ground and (links := each.find(actor, thing_id)):
            yield each.heading, links
    yield from _in_one_query(ground, actor, thing_id)


def _in_one_query(ground: Ground, actor: Actor, thing_id: UUID) -> Iterator[tuple[Any, Sequence[Link]]]:
    asked = [each for each in declared(RestingRows) if each.on is ground]
    if not asked:
        return
    tables = [each.rows(actor, thing_id).subquery() for each in asked]
    parts = (select(literal(at), *each.c) for at, each in enumerate(tables))
    found: dict[int, list[Any]] = defaultdict(list)
    for at, *row in db.session.execute(union_all(*parts)):
        found[at].append(row)
    for at, rows in sorted(found.items()):
        each = asked[at]
        ordered = sorted(rows, key=lambda row: row[2])
        yield each.heading, [Link(title, each.endpoint, {each.name: key}) for key, title, _place in ordered]
