"""What stands on every paper: who pays for it, nested, and their logos."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from app.core import i18n, pdf

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


def render(template: Path, head: Letterhead, data: dict[str, Any]) -> bytes:
    """A paper as PDF; `data` (dataclasses too) beside what every paper has. Raises core.pdf.PaperError."""
    common = {
        "lang": i18n.language(i18n.MAIN).tag,
        "municipality": head.municipality,
        "headings": [{"text": text} for text in head.headings],
    }
    logos = [_drawable(logo) for logo in head.logos]
    return pdf.render(template, {**pdf.printable({**common, **data}), "logos": logos})


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
    drawn = BytesIO()  # with its namespace, which a picture inside a picture needs
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=0)
    return drawn.getvalue().decode()
