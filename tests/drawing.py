"""Every page drawn a second time, by Jinja as it comes: what app/core/templates.py spares changes nothing."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import flask.templating
import pytest
from flask import Flask
from jinja2 import Environment, FunctionLoader, StrictUndefined

from app.kiosk import frame

KEY = re.compile(r'((?<=name="request_key" value=")|(?<=name="id" value="))[0-9a-f-]{36}')
"""Another one in each form that is drawn."""
FRAME = {"kiosk/_screen.html": "kiosk/_frame.html"}
"""The layout that draws its frame itself, in the place of the one that prints it from pieces."""


class Jinja(Environment):
    """Jinja itself, with the names and filters of our environment; `loaded` are the templates it drew."""

    def __init__(self, app: Flask) -> None:
        super().__init__(autoescape=app.select_jinja_autoescape, undefined=StrictUndefined, cache_size=-1)
        self.ours, self.loaded = app.jinja_env, set[str]()
        self.trim_blocks, self.lstrip_blocks = self.ours.trim_blocks, self.ours.lstrip_blocks
        self.globals, self.filters, self.tests = self.ours.globals, self.ours.filters, self.ours.tests
        self.loader = FunctionLoader(self._source)

    def forget(self) -> None:
        """Begin with nothing drawn."""
        self.loaded.clear()
        (self.cache or {}).clear()

    def _source(self, name: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        self.loaded.add(name)
        assert self.ours.loader
        return self.ours.loader.get_source(self.ours, FRAME.get(name, name))


@contextmanager
def drawn_twice(app: Flask, jinja: Jinja) -> Iterator[list[str]]:
    """Draw every page by Jinja too, within its request; gives those that came out otherwise."""
    different: list[str] = []
    draw = flask.templating._render  # noqa: SLF001  through which Flask draws every template

    def twice(drawing: Flask, template: Any, context: dict[str, Any]) -> str:
        page = draw(drawing, template, context)
        if template.name is None:
            return page  # a test's own words
        drawing.jinja_env = jinja  # type: ignore[assignment]  # fields ask for it when they draw themselves
        try:
            other = jinja.get_template(template.name).render(context)
        finally:
            drawing.jinja_env = jinja.ours
        ours, other = KEY.sub("", page), KEY.sub("", other)
        if ours != other:
            pairs = zip(ours.splitlines(), other.splitlines(), strict=False)
            lines = next((f"{one!r} is not {two!r}" for one, two in pairs if one != two), "one is longer")
            different.append(f"{template.name}: {lines}")
        return page

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(flask.templating, "_render", twice)
        _forget_macros(jinja.ours, jinja)
        for kept in (frame._part, frame._drawn):  # noqa: SLF001
            kept.cache_clear()  # what was kept would not be drawn
        yield different
    _forget_macros(jinja.ours, jinja)


def _forget_macros(*environments: Environment) -> None:
    """Macros keep the functions that were there when a page first imported them."""
    for environment in environments:
        for template in (environment.cache or {}).values():
            template._module = None  # noqa: SLF001  that is where Jinja keeps them
