"""Colours can be read, styles are light, drawings are safe."""

import gzip
import re
from datetime import UTC, date, datetime

import pytest
from flask import g

from app.core import i18n
from app.core.application import Autonomus
from app.core.config import ROOT
from app.ui.drawing import UnknownIconError, icon, qr_svg

STYLES = ROOT / "app/ui/static/css"
TEMPLATES = {
    str(path.relative_to(folder)): path
    for folder in ROOT.glob("app/*/templates")
    for path in folder.rglob("*.html")
}
TEXTS = ("ink", "ink-soft", "petrol", "petrol-deep", "petrol-night", "ochre-deep", "good", "bad", "link")
GROUNDS = ("paper", "surface")


def tokens(block: str) -> dict[str, str]:
    """The colours of one rule: name to six hexadecimal digits."""
    found = re.findall(r"--([\w-]+): #([0-9a-f]{3,6})", block)
    return {name: value if len(value) == 6 else "".join(c * 2 for c in value) for name, value in found}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


LIGHT = tokens((STYLES / "tokens.css").read_text("utf-8"))
HIGH = LIGHT | tokens((STYLES / "kiosk.css").read_text("utf-8").split("[data-contrast] {")[1].split("}")[0])


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_has_seven_to_one_on_every_ground(text: str, ground: str) -> None:
    assert contrast(LIGHT[text], LIGHT[ground]) >= 7


@pytest.mark.parametrize("text", [each for each in TEXTS if each != "petrol-deep"])
def test_the_high_contrast_has_eleven_to_one(text: str) -> None:
    assert contrast(HIGH[text], HIGH["paper"]) >= 11


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on-petrol", "petrol"),
        ("good", "good-soft"),
        ("bad", "bad-soft"),
        ("ochre-deep", "ochre-soft"),
        ("petrol-deep", "petrol-soft"),
        ("ink-soft", "sand"),
        ("ink", "petrol-soft"),
    ],
)
def test_pairs_have_their_contrast(text: str, ground: str) -> None:
    assert contrast(LIGHT[text], LIGHT[ground]) >= 7


def test_edges_and_focus_have_three_to_one() -> None:
    assert all(contrast(LIGHT[edge], LIGHT["paper"]) >= 3 for edge in ("edge", "focus"))


def styles_of(name: str) -> set[str]:
    """The sheets that a template links, and those that it extends or includes."""
    source = TEMPLATES[name].read_text("utf-8")
    others = re.findall(r'{% (?:extends|include) "([^"]+)"', source)
    return set(re.findall(r"asset\('css/([^']+)'\)", source)).union(*map(styles_of, others))


def test_the_styles_of_every_page_are_light() -> None:
    """A feature brings its own sheet, linked where it is shown: what counts is what one page loads."""
    for name in TEMPLATES:
        together = b"".join((STYLES / sheet).read_bytes() for sheet in sorted(styles_of(name)))
        assert len(gzip.compress(together, 9)) < 12 * 1024, name


def test_an_icon_is_silent_and_has_no_style() -> None:
    drawing = icon("house")
    assert 'aria-hidden="true"' in drawing
    assert "style=" not in drawing
    assert "icon-mirrored" in icon("arrow-left")


def test_a_forgotten_icon_is_noticed() -> None:
    with pytest.raises(UnknownIconError):
        icon("no-such-icon")


def test_a_qr_code_has_no_style() -> None:
    assert "style" not in qr_svg("427180936")
    assert qr_svg("427180936") != qr_svg("427180937")


def test_telephone_and_time_are_written_for_the_reader(app: Autonomus) -> None:
    filters = app.jinja_env.filters
    with app.test_request_context("/"):
        i18n.use("pt")
        assert filters["day"](date(2026, 3, 3)) == "3 de março de 2026"
        assert filters["instant"](datetime(2026, 7, 3, 23, 30, tzinfo=UTC)) == "4 de julho de 2026, 00:30"
        g.zone = "Atlantic/Azores"
        assert filters["hour"](datetime(2026, 7, 3, 23, 30, tzinfo=UTC)) == "23:30"
        assert "912 345 678" in filters["phone"]("+351912345678")
        assert "+380" in filters["phone"]("+380441234567")
        assert "rubbish" in filters["phone"]("rubbish")
