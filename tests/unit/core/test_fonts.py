"""Which letters papers can write: by our own reading of the fonts, as a library for fonts reads them."""

from fontTools.ttLib import TTFont

from app.core import pdf
from app.core.fonts import characters


def test_fonts_have_the_characters_that_a_library_finds() -> None:
    files = sorted(pdf.FONTS.glob("*.ttf"))
    assert len(files) > 10
    for file in files:
        with TTFont(file, lazy=True) as font:
            assert set(characters(file)) == set(font.getBestCmap()), file.name
