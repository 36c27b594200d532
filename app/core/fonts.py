"""Which characters a font can draw, read from its file (OpenType's table cmap).

A library for fonts weighs four megabytes in each worker, and asks half a second of whoever comes first.
"""

from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import unpack_from

FORMAT_4, FORMAT_12 = 4, 12
"""How characters are listed: those of the first 65,536, and all of Unicode. Fonts for the web have these."""


def characters(file: Path) -> Iterator[int]:
    """Code points that the font has something to draw for; some come twice."""
    with file.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as font:
        yield from _listed(font)


def _listed(font: mmap) -> Iterator[int]:
    (tables,) = unpack_from(">H", font, 4)
    found = {font[at : at + 4]: unpack_from(">L", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    cmap = found[b"cmap"]
    (lists,) = unpack_from(">H", font, cmap + 2)
    for (begins,) in {unpack_from(">L", font, cmap + 8 + 8 * each) for each in range(lists)}:
        (kind,) = unpack_from(">H", font, cmap + begins)
        if kind == FORMAT_4:
            yield from _first(font, cmap + begins)
        elif kind == FORMAT_12:
            yield from _all(font, cmap + begins)


def _first(font: mmap, at: int) -> Iterator[int]:
    """Each run says how far glyphs lie from characters, or where they are listed; 0 is no glyph."""
    (twice,) = unpack_from(">H", font, at + 6)
    run = f">{twice // 2}H"
    ends, starts = unpack_from(run, font, at + 14), unpack_from(run, font, at + 16 + twice)
    shifts, lists = (unpack_from(run, font, at + 16 + part * twice) for part in (2, 3))
    for nth, (start, end, shift, listed) in enumerate(zip(starts, ends, shifts, lists, strict=True)):
        glyphs = at + 16 + 3 * twice + 2 * nth + listed
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = unpack_from(">H", font, glyphs + 2 * (code - start))[0] if listed else code + shift
            if glyph & 0xFFFF:
                yield code


def _all(font: mmap, at: int) -> Iterator[int]:
    (runs,) = unpack_from(">L", font, at + 12)
    for each in range(runs):
        start, end, _glyph = unpack_from(">3L", font, at + 16 + 12 * each)
        yield from range(start, end + 1)
