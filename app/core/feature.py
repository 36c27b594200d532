"""What a feature tells the house: its `feature.py` holds one `Feature` with whatever it contributes.

A contribution is a blueprint, a command, or one of the shapes below. Each is read where it is shown or run:
`declared(MenuEntry)` gives those of every feature, in the order of the floors. Nothing is called before it
is needed, and a feature names only what it has.
"""

import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import Any, TypeVar
from uuid import UUID

from click import Command
from flask import Blueprint, Flask, current_app
from sqlalchemy import Select

from app.core.access import Audience, Confirm, Resolver
from app.core.actor import Actor
from app.core.config import Config
from app.core.db import Base
from app.core.permission import Permission

ROOMS = frozenset({"models", "receivers", "views"})
"""What works by being there: tables, answers to signals, pages."""
Contribution = TypeVar("Contribution")


class DeclaredTwice(RuntimeError):
    """Two features give templates different things under one name."""


@dataclass(frozen=True, slots=True)
class Words:
    """What templates say values with, by name."""

    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    globals: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the layouts read on every page, as Flask's context processors give it."""

    names: Callable[[], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """How the actor of a request is found, for the pages of one audience."""

    audience: Audience
    find: Resolver


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How staff show once more that it is they, where an address asks for it (`@confirmed`)."""

    ask: Confirm


@dataclass(frozen=True, slots=True)
class StaffLookup:
    """Who the staff are, for what stands below accounts.

    `find`: who somebody would be if they signed in now, for work that goes on when they have left. `names`:
    how several are called, by id. `working_in`: who works in a municipality, by name.
    """

    find: Callable[[UUID], Actor]
    names: Callable[[Iterable[UUID | None]], Mapping[UUID, str]]
    working_in: Callable[[UUID], Mapping[UUID, str]]


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A page in the menu of the office, at `position`. Without a `permission` all staff see it."""

    position: int
    endpoint: str
    label: Any
    icon: str
    permission: Permission | None = None


class Area(StrEnum):
    """Where on a page of the office."""

    ABOVE = "above"
    MAIN = "main"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: its template reads `panel.…` out of `context`, lower positions come first.

    One that only says that there is nothing `is_empty`: it comes after those that say something.
    """

    area: Area
    position: int
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the office in words; `is_over`: of something that goes on no more."""

    label: Any
    endpoint: str
    values: Mapping[str, Any]
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class InventoryPage:
    """What is shown of a list of competences above its rows, to whoever may read the list."""

    panels: Callable[[Any], Iterable[Panel]]


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The panels of the day for an actor, with at most so many rows; none of what is not theirs."""

    panels: Callable[[Actor, date, int], Iterable[Panel]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many wait for a decision: `sentence` says a number of them; they are listed at `endpoint`."""

    count: Select[int]
    sentence: Callable[[int], str]
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToDo:
    """What waits for decisions of the actor's; the counts of all features are one query."""

    waiting: Callable[[Actor, date], Iterable[Waiting]]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One thing of a day that the actor still has to complete, at `link`."""

    title: str
    on: date
    note: str
    link: Link


@dataclass(frozen=True, slots=True)
class ToComplete:
    """At most so many unfinished things, the most urgent first."""

    unfinished: Callable[[Actor, int], Iterable[Unfinished]]


@dataclass(frozen=True, slots=True)
class Search:
    """What the search of the office finds here by words in languages; `template` draws the `hits`."""

    position: int
    permission: Permission
    template: str
    find: Callable[[Actor, str, Sequence[str], int], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Nightly:
    """What is done every night, in a transaction of its own."""

    work: Callable[[Config], None]


@dataclass(frozen=True, slots=True)
class Retention:
    """Erase what has been kept long enough, or only count it (False); what the operator reads of it."""

    expire: Callable[[bool], str]


@dataclass(frozen=True, slots=True)
class Trail:
    """How the audit trail speaks of a feature.

    `things`: what an entry is about, by its subject type, as the object of a sentence ("a series").
    `acts`: by "<subject type>.<act>" a whole sentence with %(who)s, and %(whom)s where it is about a person,
    for what the plain sentence of the act (app/office/trail.py) does not say.
    """

    things: Mapping[str, Any]
    acts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AfterRestore:
    """What is done once a backup is back, before anybody works with it; what the operator reads of it."""

    work: Callable[[], str]


@dataclass(frozen=True, slots=True)
class With:
    """Nothing of its own: what happens to the row of `table` that it hangs on happens to it."""

    table: str


NOT_YET = "not yet"
"""The right is not built; whoever builds it finds every table by this word."""
Meaning = Callable[..., Any] | With | str


@dataclass(frozen=True, slots=True)
class PersonTable:
    """A table with a way to a participant, and what carries out each right of theirs in it.

    merging      two records turn out to be one person
    exporting    they ask for what is known of them: a function gives a Section (core/dossier.py)
    erasing      they are to be forgotten
    restricting  their data is kept and not used
    sealing      only their team finds them
    """

    model: type[Base]
    _: KW_ONLY
    merging: Meaning
    exporting: Meaning
    erasing: Meaning
    restricting: Meaning
    sealing: Meaning


class Feature:
    """A feature under its name, with its contributions in any order."""

    def __init__(self, name: str, *contributions: Any) -> None:
        self.name = name
        self.contributions = contributions


def load(package: str) -> None:
    """Import every module of the rooms that work by being there, in a feature and its sub-domains."""
    for found in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
        if ROOMS & set(found.name.split(".")):
            import_module(found.name)


def init_app(app: Flask, features: Iterable[Feature]) -> None:
    """Register pages, commands and words; raises DeclaredTwice for a name in templates that is taken."""
    by_kind: dict[type, list[Any]] = defaultdict(list)
    for feature in features:
        for each in feature.contributions:
            by_kind[type(each)].append(each)
            _register(app, feature, each)
    app.extensions["features"] = by_kind


def _register(app: Flask, feature: Feature, contribution: Any) -> None:
    """Tell Flask of what it asks for by itself; everything else is read where it is shown."""
    match contribution:
        case Blueprint():
            app.register_blueprint(contribution)
        case Command():
            app.cli.add_command(contribution)
        case Surroundings(names):
            app.context_processor(names)
        case Words(filters, others):
            _add(app.jinja_env.filters, feature, filters)
            _add(app.jinja_env.globals, feature, others)


def declared(kind: type[Contribution], app: Flask | None = None) -> Sequence[Contribution]:
    """Every contribution of a kind, to the present application or to `app`."""
    found: Sequence[Contribution] = (app or current_app).extensions["features"].get(kind, ())
    return found


def _add(known: Any, feature: Feature, new: Mapping[str, Any]) -> None:
    if taken := known.keys() & new.keys():
        raise DeclaredTwice(f"{feature.name}: {', '.join(sorted(taken))}")
    known.update(new)
