"""A paper before it is set: all that stands on it, and nothing of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import segno

from app.core import pdf


@dataclass(frozen=True, slots=True)
class Paper:
    """A template and what it says: `data` as JSON knows it, dataclasses too; `logos` as it draws them.

    It finds the QR codes of `scanned`, addresses, in `codes`.
    """

    template: Path
    data: dict[str, Any]
    logos: Sequence[dict[str, Any]] = ()
    scanned: Sequence[str] = ()

    def drawn(self) -> bytes:
        """The PDF; raises core.pdf.PaperError. A QR code takes longer than the words around it."""
        codes = {address: qr(address) for address in self.scanned}
        return pdf.render(self.template, {**pdf.printable(self.data), "logos": self.logos, "codes": codes})


def qr(address: str) -> str:
    """The code that a telephone's camera opens, as SVG."""
    drawn = BytesIO()  # with its namespace, which a picture inside a picture needs
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=0)
    return drawn.getvalue().decode()
