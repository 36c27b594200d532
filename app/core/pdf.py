"""Papers as PDF: a typst template and data, tagged for readers (PDF/UA-1), without system fonts.

The data arrive as JSON in `sys.inputs.data`, so nothing in them is markup. Any warning is an error:
typst otherwise goes on without a font or a picture and the paper is silently wrong.
"""

import json
import re
import unicodedata
from dataclasses import asdict, is_dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.config import ROOT

if TYPE_CHECKING:
    from typst import Fonts

_LEFT_BEHIND = re.compile(r"(?:(?<=\s)|^)[\u200c\u200d]+")
"""Joiners of pictures that were left out; inside of a word they are part of its spelling."""
_BLANKS = re.compile(" {2,}")
FONTS = ROOT / "app/ui/static/vendor/typst-fonts"
CHARACTERS = "characters.txt"
"""Beside the fonts, made at set-up: every character that one of them can draw."""


class PaperError(RuntimeError):
    """The template cannot be set with these data; the text says what typst said."""


def render(template: Path, data: dict[str, Any]) -> bytes:
    """The PDF of a template, which may read what lies in app/: the look that papers share."""
    document = _set(template, data, format="pdf", pdf_standards=["ua-1"])
    assert isinstance(document, bytes)
    return document


def pages(template: Path, data: dict[str, Any]) -> list[bytes]:
    """The same pages as pictures (SVG), for a browser that prints them and keeps no file."""
    drawn = _set(template, data, format="svg")
    return [drawn] if isinstance(drawn, bytes) else drawn


def _set(template: Path, data: dict[str, Any], **options: Any) -> Any:
    import typst

    compiler = typst.Compiler(template, root=ROOT / "app", font_paths=_fonts())
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        document, warnings = compiler.compile_with_warnings(sys_inputs=inputs, **options)
    except typst.TypstError as error:
        raise PaperError(error.message) from error
    if warnings:
        raise PaperError("; ".join(str(warning) for warning in warnings))
    return document


@cache
def _fonts() -> "Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def has_letters(text: str) -> bool:
    """Whether papers can write every letter of a text; signs that they lack, such as emoji, are left out."""
    return not any(char.isalpha() or char.isdigit() for char in _lacking().findall(text))


def printable(value: Any) -> Any:
    """All text in it, in lists and dataclasses too; a letter that no font of ours has becomes Latin."""
    if isinstance(value, str):
        return _printable(value)
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    return [printable(each) for each in value] if isinstance(value, list | tuple) else value


@lru_cache(maxsize=4_096)
def _printable(text: str) -> str:
    if not _lacking().search(text):
        return text
    return _BLANKS.sub(" ", _LEFT_BEHIND.sub("", _lacking().sub(_written, text))).strip()


def _written(lacking: re.Match[str]) -> str:
    """A character that no font has: in Latin letters, or not at all, for a picture is no letter."""
    from anyascii import anyascii

    char = lacking[0]
    return "" if unicodedata.category(char) in {"So", "Sk", "Cf", "Mn"} else anyascii(char)


@cache
def _lacking() -> re.Pattern[str]:
    """A character that no font of ours has."""
    with (FONTS / CHARACTERS).open(encoding="utf-8", newline="") as file:
        return re.compile(f"[^{re.escape(file.read())}]")
