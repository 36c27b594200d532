"""What templates cannot draw alone: icons from the vendored set, QR codes, htmx attributes."""

from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

import segno
from flask import Flask
from markupsafe import Markup

from app.core.db import new_id
from app.core.headers import nonce

VENDOR = Path(__file__).parent / "static/vendor"
SVG = "http://www.w3.org/2000/svg"
# Icons that point along the line of reading turn round in right-to-left languages.
MIRRORED = frozenset(
    ("arrow-left", "arrow-right", "chevron-left", "chevron-right", "list", "log-in", "log-out")
)
MARK = Markup(
    '<svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">'
    '<path d="M7 17a9 9 0 0 1 18 0z" fill="#e0a12f"/>'
    '<path d="M1 26q7.500-9 15-3.500T31 20v6q-7 4-15 4T1 26z" fill="currentColor"/>'
    '<path d="M16 2v3M5.400 6.400l2.100 2.100M26.600 6.400l-2.100 2.100"'
    ' stroke="#e0a12f" stroke-width="2.500" stroke-linecap="round"/></svg>'
)
"""The mark before the name: a sun that rises over two hills; currentColor and the ochre of the tokens."""


class UnknownIconError(LookupError):
    """The icon is not among those that app/ui/icons.txt names."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        icon=icon, mark=MARK, qr_svg=qr_svg, hx=htmx_attributes, new_request_key=lambda: str(new_id())
    )


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    """The icon inline, hidden from assistive technology: words stand beside it."""
    path = VENDOR / "icons" / f"{name}.svg"
    if not path.is_file():
        raise UnknownIconError(name)
    ET.register_namespace("", SVG)
    drawing = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 -- a vendored file
    drawing.set("class", "icon icon-mirrored" if name in MIRRORED else "icon")
    drawing.set("aria-hidden", "true")
    drawing.set("focusable", "false")
    text = ET.tostring(drawing, encoding="unicode")
    return Markup(text.replace(f' xmlns="{SVG}"', ""))  # noqa: S704 -- our own file


@lru_cache(maxsize=64)
def qr_svg(text: str) -> Markup:
    """A QR code as inline SVG without style attributes; the macro `qr` names it for readers."""
    code = segno.make(text, error="m", micro=False)
    drawing = code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawing)  # noqa: S704 -- segno draws paths only


def htmx_attributes(**attributes: str) -> Markup:
    """`hx(get="/people", target="#results")` as `data-hx-…` attributes with this page's nonce.

    Underscores become hyphens (`push_url`). The element must carry the same address in `action` or
    `href`: without JavaScript that is what works.
    """
    named = {f"data-hx-{name.replace('_', '-')}": value for name, value in attributes.items()}
    named["data-hx-nonce"] = nonce()
    return Markup(" ").join(Markup('{}="{}"').format(*pair) for pair in named.items())
