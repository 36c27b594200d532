"""What stands on every paper: who pays for it, nested, and their logos."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core import i18n
from app.core.papers.paper import Paper

_FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as kept: its bytes and what kind they were found to be."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Headings from the programme down to the operation, logos in that order; `municipality` by name."""

    municipality: str
    headings: tuple[str, ...] = ()
    logos: tuple[Logo, ...] = ()


def on_paper(template: Path, head: Letterhead, data: dict[str, Any], scanned: Sequence[str] = ()) -> Paper:
    """A paper with what every paper has, and `data` beside it; `scanned` are addresses of its QR codes."""
    common = {
        "lang": i18n.language(i18n.MAIN).tag,
        "municipality": head.municipality,
        "headings": [{"text": text} for text in head.headings],
    }
    return Paper(template, {**common, **data}, [_drawable(logo) for logo in head.logos], scanned)


def render(template: Path, head: Letterhead, data: dict[str, Any]) -> bytes:
    """The same as PDF. Raises core.pdf.PaperError."""
    return on_paper(template, head, data).drawn()


def _drawable(logo: Logo) -> dict[str, Any]:
    kind = _FORMATS[logo.media_type]
    is_text = kind == "svg"
    return {
        "name": logo.name,
        "format": kind,
        "drawing": logo.content.decode("utf-8") if is_text else "",
        "points": [] if is_text else list(logo.content),
    }
