"""Copies what pages and papers need from node_modules into app/ui/static/vendor.

npm has verified every package against the checksum in package-lock.json. Copied are htmx, what reads and
draws QR codes, the icons of app/ui/icons.txt, the pictograms of app/ui/pictograms.txt and of the competence
catalogue, web fonts, and the same fonts and some more as TTF for typst, each with its licence beside it.
"""

import json
import re
import shutil
import tomllib
import xml.etree.ElementTree as ET
from collections import defaultdict
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from app.core.pdf import CHARACTERS

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "app/ui/static/vendor"
AREAS = ROOT / "app/skills/catalogue/areas"
SVG = "http://www.w3.org/2000/svg"


class MissingPictogramsError(Exception):
    """Code points without an OpenMoji picture, each with who named it."""


class Font(NamedTuple):
    """One script of a typeface: its npm package, its subset there, its family in typst."""

    package: str
    subset: str
    # typst mixes up files that share a family name, so each subset gets its own.
    typst_family: str


# On the web all of them are the one family "Autonomus", each for the characters it holds.
FONTS = (
    Font("atkinson-hyperlegible-next", "latin", "Autonomus Latin"),
    Font("atkinson-hyperlegible-next", "latin-ext", "Autonomus LatinExt"),
    Font("noto-sans", "cyrillic", "Autonomus Cyrillic"),
    Font("noto-sans", "cyrillic-ext", "Autonomus CyrillicExt"),
    # Not Noto Sans Arabic: half the size, and letters whose dots are no glyphs of their own,
    # which come out of a PDF twice.
    Font("vazirmatn", "arabic", "Autonomus Arabic"),
)
# Names of people are written in these too; screens bring such fonts of their own, papers have only ours.
ON_PAPER = (
    Font("noto-sans", "devanagari", "Autonomus Devanagari"),
    Font("noto-sans-bengali", "bengali", "Autonomus Bengali"),
    Font("noto-sans-gurmukhi", "gurmukhi", "Autonomus Gurmukhi"),
)
WEIGHTS = {400: "Regular", 700: "Bold"}
HAN, HAN_FAMILY = MODULES / "@fontsource-variable/noto-sans-sc", "Autonomus Han"
# What merging would have to reconcile, and names in Chinese characters can do without.
LEFT_OUT = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep", "vhea", "vmtx")


def listed(path: Path) -> list[str]:
    """The words of a list file: one a line, comments after #."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if (word := line.partition("#")[0].strip())]


def named_pictograms(listing: Path, areas: Path) -> dict[str, list[str]]:
    """Code point to who names it: the list file or competence keys."""
    named = defaultdict(list)
    for code in listed(listing):
        named[code].append(listing.name)
    for area in sorted(areas.glob("*.toml")):
        for competence in tomllib.loads(area.read_text(encoding="utf-8"))["competence"]:
            named[competence["pictogram"]].append(competence["key"])
    return dict(named)


def compact_svg(source: str) -> str:
    """The same drawing without editor's ids, empty groups, blank space and far decimals."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(source)  # noqa: S314 -- from a package with a checked hash
    for element in root.iter():
        element.text = element.tail = None
        element.attrib.pop("id", None)
        element.attrib.pop("class", None)
        for name in {"d", "points"} & element.attrib.keys():
            element.set(name, round_fractions(element.attrib[name]))
    drop_empty_groups(root)
    return ET.tostring(root, encoding="unicode")


def drop_empty_groups(element: ET.Element) -> None:
    for child in list(element):
        drop_empty_groups(child)
        if child.tag == f"{{{SVG}}}g" and len(child) == 0:
            element.remove(child)


def round_fractions(path_data: str) -> str:
    """Two decimals at most; digits before a point stay, since arc flags may touch them."""

    def shorter(fraction: re.Match[str]) -> str:
        return f"{min(float(fraction[0]), 0.99):.2f}"[1:].rstrip("0").ljust(2, "0")

    spaced = re.sub(r"[\s,]+", " ", path_data).replace(" -", "-").strip()
    return re.sub(r"(?<![\d.])0\.", ".", re.sub(r"\.\d+", shorter, spaced))


def copy_htmx(target: Path) -> None:
    package = MODULES / "htmx.org"
    target.mkdir()
    for name in ("dist/htmx.min.js", "dist/ext/hx-csp.min.js", "LICENSE"):
        shutil.copy(package / name, target)


def copy_qr(target: Path) -> None:
    """decode.js reads codes and imports index.js, which draws them: modules as they are published."""
    package = MODULES / "qr"
    target.mkdir()
    for name in ("decode.js", "index.js", "LICENSE", "LICENSE-MIT"):
        shutil.copy(package / name, target)


def copy_icons(target: Path) -> None:
    package = MODULES / "lucide-static"
    target.mkdir()
    shutil.copy(package / "LICENSE", target)
    for name in listed(ROOT / "app/ui/icons.txt"):
        source = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        (target / f"{name}.svg").write_text(compact_svg(source), encoding="utf-8")


def copy_pictograms(target: Path) -> None:
    package = MODULES / "openmoji"
    named = named_pictograms(ROOT / "app/ui/pictograms.txt", AREAS)
    target.mkdir()
    shutil.copy(package / "LICENSE.txt", target / "LICENSE")
    missing = []
    for code, names in named.items():
        source = package / "color/svg" / f"{code}.svg"
        if not source.exists():
            missing.append(f"{code} ({', '.join(names)})")
            continue
        drawing = compact_svg(source.read_text(encoding="utf-8"))
        (target / source.name).write_text(drawing, encoding="utf-8")
    if missing:
        raise MissingPictogramsError("OpenMoji has no picture for: " + "; ".join(missing))


def package_of(font: Font) -> Path:
    return MODULES / "@fontsource" / font.package


def font_file(font: Font, weight: int) -> Path:
    return package_of(font) / "files" / f"{font.package}-{font.subset}-{weight}-normal.woff2"


def copy_web_fonts(target: Path) -> None:
    """WOFF2 files, and fonts.css that loads each only for the characters it holds."""
    target.mkdir()
    rules = []
    for font in FONTS:
        shutil.copy(package_of(font) / "LICENSE", target / f"LICENSE-{font.package}")
        ranges = json.loads((package_of(font) / "unicode.json").read_bytes())
        for weight in WEIGHTS:
            source = font_file(font, weight)
            shutil.copy(source, target)
            rules.append(
                f'@font-face {{ font-family: "Autonomus"; font-weight: {weight};'
                f' font-display: swap; src: url("{source.name}") format("woff2");'
                f" unicode-range: {ranges[font.subset]}; }}\n"
            )
    (target / "fonts.css").write_text("".join(rules), encoding="utf-8")


def convert_typst_fonts(target: Path) -> None:
    """TTF files, one family a subset: typst reads no WOFF2 and merges equal family names.

    Beside them stands every character that one of them draws: a worker needs no library for fonts.
    """
    target.mkdir()
    drawn: set[int] = set()
    for font in (*FONTS, *ON_PAPER):
        shutil.copy(package_of(font) / "LICENSE", target / f"LICENSE-{font.package}")
        for weight, style in WEIGHTS.items():
            converted = TTFont(font_file(font, weight))
            converted.flavor = None
            drawn |= characters(converted)
            save(converted, target, font.typst_family, style)
    shutil.copy(HAN / "LICENSE", target / f"LICENSE-{HAN.name}")
    han = whole_han()
    save(han, target, HAN_FAMILY, "Regular")
    every = "".join(map(chr, sorted(drawn | characters(han))))
    (target / CHARACTERS).write_text(every, encoding="utf-8", newline="")


def characters(font: TTFont) -> set[int]:
    return set(font.getBestCmap() or ())


def whole_han() -> TTFont:
    """The hundred pieces of the variable font as one, of which browsers load those that a page needs.

    4.6 MB to fetch; the package with a file for each weight is 73 MB.
    """
    pieces = []
    for path in sorted((HAN / "files").glob("*.woff2")):
        piece = TTFont(path)
        for table in {*LEFT_OUT} & {*piece.keys()}:
            del piece[table]
        upright = instantiateVariableFont(piece, {"wght": 400})
        upright.flavor = None
        pieces.append(BytesIO())
        upright.save(pieces[-1])
    merged: TTFont = Merger().merge(pieces)
    return merged


def save(converted: TTFont, target: Path, family: str, style: str) -> None:
    rename(converted, family, style)
    converted.save(target / f"{family.replace(' ', '')}-{style}.ttf")


def rename(converted: TTFont, family: str, style: str) -> None:
    """Give a font file this family name and no other, in every place that holds one."""
    table = converted["name"]
    for name_id in (16, 17, 21, 22, 25):  # typographic families: they would win over the first
        table.removeNames(nameID=name_id)
    unique = f"{family.replace(' ', '')}-{style}"
    names = {1: family, 2: style, 3: unique, 4: f"{family} {style}", 6: unique}
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
        table.setName(text, name_id, 1, 0, 0)


def main() -> None:
    """Build the whole folder anew beside the old one, then put it in its place."""
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    copy_htmx(fresh / "htmx")
    copy_qr(fresh / "qr")
    copy_icons(fresh / "icons")
    copy_pictograms(fresh / "pictograms")
    copy_web_fonts(fresh / "fonts")
    convert_typst_fonts(fresh / "typst-fonts")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


if __name__ == "__main__":
    main()
