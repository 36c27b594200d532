"""What shows that something was done: things of any feature to which a step of the installation may point.

The network knows no other feature: each says in its feature.py what of it a step may point to, and when that
counts as done.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.actor import Actor
from app.core.feature import Link, declared
from app.core.permission import Permission

AT_MOST = 20
"""Things that are offered at once: whoever looks for another narrows it by words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing; its title is "" for who may not know of it, its link None for who may not open it."""

    is_done: bool
    title: str = ""
    link: Link | None = None


def shown(*, is_done: bool, title: str, endpoint: str, values: Mapping[str, Any], may: bool) -> Shown:
    """A thing at an endpoint, for who `may` look at it."""
    return Shown(is_done, title, Link(title, endpoint, values)) if may else Shown(is_done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Things of one `kind`, in one municipality; each function is one query whatever it finds.

    `label`: what such a thing is; `done`: when it counts as done, in words. `offered`: at most AT_MOST with
    these words that the actor may look at, in words by id. `shown`: those with these ids, also what the actor
    may not look at, so that progress is the same for everybody. `new`: where one is made, by whoever has
    `permission`.
    """

    kind: str
    label: Any
    done: Any
    offered: Callable[[Actor, UUID, str], Mapping[UUID, str]]
    shown: Callable[[Actor, UUID, Collection[UUID]], Mapping[UUID, Shown]]
    new: Link
    permission: Permission


def evidence() -> Mapping[str, Evidence]:
    """All that features declare, by kind."""
    return {each.kind: each for each in declared(Evidence)}
