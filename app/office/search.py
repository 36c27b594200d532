"""One box for everything: what features find by the same words."""

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Any

from app.core import i18n
from app.core.actor import Actor
from app.core.feature import Search, declared

LONGEST = 200
AT_MOST = 10


def find(actor: Actor, text: str) -> Iterator[tuple[str, Sequence[Any]]]:
    """Of each kind that is found the template and the first ones; nothing of what the actor may not read."""
    for each in sorted(declared(Search), key=attrgetter("position")):
        if text and actor.may(each.permission):
            hits = each.find(actor, text, spoken(), AT_MOST)[:AT_MOST]
            if hits:
                yield each.template, hits


def spoken() -> tuple[str, ...]:
    """The languages that staff search in: Portuguese, and that of the page."""
    return tuple(dict.fromkeys((i18n.MAIN, i18n.current().code)))
