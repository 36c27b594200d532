"""The addresses of the product: every route, its mark, and how its parts are filled in a test."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import Rule

from app.core.access import Mark, mark_of

BESIDE = frozenset({"HEAD", "OPTIONS"})
DEVELOPMENT = "/dev/"
"""Not in production (tests/rules/test_production.py)."""


@dataclass(frozen=True, slots=True)
class Address:
    """One method at one route."""

    method: str
    rule: Rule
    mark: Mark

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"

    @property
    def endpoint(self) -> str:
        return str(self.rule.endpoint)

    @property
    def wants(self) -> str:
        """The mark as one word: a permission, or the audience."""
        return (self.mark.permission or self.mark.audience).value

    @property
    def ids(self) -> frozenset[str]:
        """The parts that name a row."""
        return frozenset(name for name in self.rule.arguments if name.endswith("_id"))

    def filled(self, app: Flask, values: Mapping[str, str]) -> str:
        """The path with its parts filled in; KeyError for a part that has no value."""
        adapter = app.url_map.bind("localhost")
        parts: dict[str, object] = {name: values[name] for name in self.rule.arguments}
        if "place" in parts:
            parts["place"] = int(values["place"])
        return adapter.build(self.endpoint, parts, method=self.method)


def only_feature() -> str:
    """The feature whose pages this run is about, as `pytest --feature workshops` says; "" is all."""
    return os.environ.get("FEATURE", "")


def is_asked_for(app: Flask, endpoint: str) -> bool:
    """Whether this run is about the page."""
    place = f"{app.view_functions[endpoint].__module__}."
    return not only_feature() or place.startswith(f"app.{only_feature()}.")


def addresses(app: Flask, *, of_all_features: bool = False) -> Iterator[Address]:
    """Every method of every route that this run is about, by path."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        for method in sorted((rule.methods or set()) - BESIDE):
            mark = mark_of(app, rule.endpoint)
            assert mark, f"{rule.endpoint} carries no mark"
            if rule.rule.startswith(DEVELOPMENT):
                continue
            if of_all_features or is_asked_for(app, str(rule.endpoint)):
                yield Address(method, rule, mark)
