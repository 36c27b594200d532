"""Papers as PDF: a typst template and data, tagged for readers (PDF/UA-1), without system fonts.

The data arrive as JSON in `sys.inputs.data`, so nothing in them is markup. Any warning is an error:
typst otherwise goes on without a font or a picture and the paper is silently wrong.
"""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.config import ROOT

if TYPE_CHECKING:
    from typst import Fonts

FONTS = ROOT / "app/ui/static/vendor/typst-fonts"


class PaperError(RuntimeError):
    """The template cannot be set with these data; the text says what typst said."""


def render(template: Path, data: dict[str, Any]) -> bytes:
    """The PDF of a template; its folder is all that the template may read."""
    import typst

    compiler = typst.Compiler(template, root=template.parent, font_paths=_fonts())
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        document, warnings = compiler.compile_with_warnings(
            format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"]
        )
    except typst.TypstError as error:
        raise PaperError(error.message) from error
    if warnings or not isinstance(document, bytes):
        raise PaperError("; ".join(str(warning) for warning in warnings))
    return document


@cache
def _fonts() -> "Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def printable(text: str) -> str:
    """The text with every letter that no font of ours has written in Latin ones, so that none is lost."""
    return "".join(char if ord(char) in _letters() else _latin(char) for char in text)


def _latin(char: str) -> str:
    from anyascii import anyascii

    return anyascii(char)


@cache
def _letters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    points: set[int] = set()
    for file in FONTS.glob("*-Regular.ttf"):
        with TTFont(file, lazy=True) as font:
            points |= set(font.getBestCmap() or ())
    return frozenset(points)
