"""Which letters papers can write: what set-up noted beside the fonts is what they hold."""

from fontTools.ttLib import TTFont

from app.core import pdf


def test_the_characters_noted_are_those_that_some_font_draws() -> None:
    files = sorted(pdf.FONTS.glob("*.ttf"))
    assert len(files) > 10
    drawn: set[int] = set()
    for file in files:
        with TTFont(file, lazy=True) as font:
            drawn |= set(font.getBestCmap() or ())
    noted = (pdf.FONTS / pdf.CHARACTERS).read_bytes().decode()
    assert sorted(map(ord, noted)) == sorted(drawn)
