"""What stands on every paper of a series: who pays for it, nested, and their logos."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import segno

from app.core import i18n, pdf

FOLDER = Path(__file__).parent
_FORMATS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as kept: its bytes and what kind they were found to be."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Headings from the programme down to the operation, logos in that order; `place`: the municipality."""

    place: str
    headings: tuple[str, ...] = ()
    logos: tuple[Logo, ...] = ()


def render(template: str, head: Letterhead, data: dict[str, Any]) -> bytes:
    """A paper of this folder as PDF; `data` beside what every paper has. Raises core.pdf.PaperError."""
    common = {
        "lang": i18n.language(i18n.MAIN).tag,
        "place": head.place,
        "headings": [{"text": text} for text in head.headings],
    }
    logos = [_drawable(logo) for logo in head.logos]
    return pdf.render(FOLDER / template, {**printable({**common, **data}), "logos": logos})


def _drawable(logo: Logo) -> dict[str, Any]:
    kind = _FORMATS[logo.media_type]
    is_text = kind == "svg"
    return {
        "name": logo.name,
        "format": kind,
        "drawing": logo.content.decode("utf-8") if is_text else "",
        "points": [] if is_text else list(logo.content),
    }


def qr(address: str) -> str:
    """The code that a telephone's camera opens, as SVG."""
    drawn: str = segno.make(address, error="m", micro=False).svg_inline(border=0)
    return drawn


def printable(value: Any) -> Any:
    """The same data with every letter that no font of ours has written in Latin ones."""
    if isinstance(value, str):
        return pdf.printable(value)
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    return [printable(each) for each in value] if isinstance(value, Sequence) else value


def rows(things: Sequence[Any]) -> list[dict[str, Any]]:
    """Dataclasses as the template reads them."""
    return [asdict(each) for each in things]
