"""What is the same for everybody is drawn once and kept: the frame around every screen, and parts of some.

The frame: once a language and state of the aids.

`templates/kiosk/_gaps.html` draws it with gaps where a screen stands in it; `pieces` fills in what differs
from page to page (the token, the nonce, the visit, where the screen is, how long it waits), and
`templates/kiosk/_screen.html` prints the pieces around a screen. A screen that draws its frame itself, as
`templates/kiosk/_frame.html` would, is the same to the byte (tests/rules/test_drawing.py), at a higher cost.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from flask import render_template, request
from markupsafe import Markup, escape

from app.core import i18n
from app.core.forms import csrf_token
from app.core.headers import nonce
from app.kiosk.screen import SeenVisit

KEPT, KEPT_PARTS = 64, 128
"""Frames and parts in memory, some ten and some two kilobytes each: what four languages commonly need."""
NOTHING: Mapping[str, object] = MappingProxyType({})
BY_REQUEST = ("nonce", "token", "here", "back_here", "idle_after", "belongs_to")
# Two characters that no template and no translation holds; what a request brings is filled in afterwards.
GAP, VALUE = "\x01", "\x02{}\x02"


@dataclass(frozen=True, slots=True)
class Aids:
    """The display aids as the layout reads them."""

    text: str = "normal"
    contrast: bool = False
    lower: bool = False
    speech: bool = False

    @classmethod
    def of(cls, visit: SeenVisit | None) -> "Aids":
        return cls(visit.text_size, visit.high_contrast, visit.lower, visit.speech) if visit else cls()


@dataclass(frozen=True, slots=True)
class Call:
    """Whether somebody of the office is called, as the layout reads it."""

    is_open: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """All that makes one frame another: what the layout reads, and the path the portal stands under."""

    language: str
    aids: Aids
    visit: bool
    call: Call
    root: str

    def pieces(self, **values: object) -> Mapping[str, Markup]:
        """What stands before each gap, by its name, and before the "end"."""
        given = {name: escape(value) for name, value in values.items()}
        given |= {"nonce": escape(nonce()), "token": escape(csrf_token())}
        return {gap: Markup(piece % given) for gap, piece in _drawn(self)}  # noqa: S704  drawn and escaped


def part(template: str, filled: Mapping[str, object] = NOTHING, /, **values: Hashable) -> Markup:
    """A part of a screen that is the same for everybody with these values and language.

    What is `filled` in each time it is only printed and decides nothing, as the token.
    """
    piece = _part(template, i18n.current().code, request.script_root, tuple(filled), tuple(values.items()))
    given = {name: escape(value) for name, value in filled.items()}
    return Markup(piece % (given | {"token": escape(csrf_token())}))  # noqa: S704  drawn and escaped


@lru_cache(maxsize=KEPT_PARTS)
def _part(
    template: str,
    _language: str,
    _root: str,
    names: tuple[str, ...],
    values: tuple[tuple[str, Hashable], ...],
) -> str:
    token = VALUE.format("token")
    filled = {name: VALUE.format(name) for name in names}
    return _kept(render_template(template, **dict(values), **filled, csrf_token=lambda: token))


def _kept(drawn: str) -> str:
    """What was drawn, with `%(token)s` where the token stands."""
    return re.sub(VALUE.format(r"(\w+)"), r"%(\1)s", drawn.replace("%", "%%"))


@lru_cache(maxsize=KEPT)
def _drawn(frame: Frame) -> tuple[tuple[str, str], ...]:
    """Names of the gaps, each with the piece before it; in a piece stands `%(nonce)s` for the nonce."""
    value = {name: VALUE.format(name) for name in BY_REQUEST}
    page = render_template(
        "kiosk/_gaps.html",
        gap=lambda name: f"{GAP}{name}{GAP}",
        aids=frame.aids,
        visit=frame.visit,
        call=frame.call,
        here=value["here"],
        back_here=value["back_here"],
        idle_after=value["idle_after"],
        belongs_to=value["belongs_to"],
        wait=str,
        csp_nonce=lambda: value["nonce"],
        csrf_token=lambda: value["token"],
    )
    parts = _kept(page).split(GAP)
    return tuple(zip([*parts[1::2], "end"], parts[::2], strict=True))
