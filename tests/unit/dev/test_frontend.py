"""What set-up copies for pages and papers, and that it keeps within its budgets."""

import gzip
import io
from pathlib import Path

import pypdf
import pytest
import typst

from app.dev import frontend

WEB_FONT_BYTES = 60 * 1024  # a script, both weights (quality.md §1)
PICTOGRAM_BYTES = 3 * 1024  # compressed, as pages weigh
SCRIPTS = ("latin", "cyrillic", "arabic")


def test_named_pictograms_come_from_the_list_and_the_catalogue(tmp_path: Path) -> None:
    listing = tmp_path / "pictograms.txt"
    listing.write_text("# pairs\n1F986 # duck\n\n1F511\n")
    (tmp_path / "care.toml").write_text(
        '[[competence]]\nkey = "feed-ducks"\npictogram = "1F986"\n'
        '[[competence]]\nkey = "make-beds"\npictogram = "1F6CF"\n'
    )
    assert frontend.named_pictograms(listing, tmp_path) == {
        "1F986": ["pictograms.txt", "feed-ducks"],
        "1F511": ["pictograms.txt"],
        "1F6CF": ["make-beds"],
    }


def test_a_pictogram_that_does_not_exist_is_reported_with_its_competence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "care.toml").write_text('[[competence]]\nkey = "feed-dragons"\npictogram = "FFFFF"\n')
    monkeypatch.setattr(frontend, "AREAS", tmp_path)
    with pytest.raises(frontend.MissingPictogramsError, match=r"FFFFF \(feed-dragons\)"):
        frontend.copy_pictograms(tmp_path / "pictograms")


def test_a_compact_drawing_keeps_what_is_drawn() -> None:
    source = (
        '<svg id="emoji" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">\n'
        '  <g id="skin"/><g id="line"><path id="a" fill="none" d="M1.23456,2 l-0.99999 3.50"/></g>'
        "</svg>"
    )
    assert frontend.compact_svg(source) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">'
        '<g><path fill="none" d="M1.23 2 l-.99 3.5" /></g></svg>'
    )


def test_rounding_leaves_arc_flags_that_touch_a_number() -> None:
    assert frontend.round_fractions("a1.50 1.5 0 012.3456.7891 0.5") == "a1.5 1.5 0 012.35.79 .5"


def test_pictograms_keep_within_their_budget() -> None:
    heavy = {
        path.name: size
        for path in (frontend.VENDOR / "pictograms").glob("*.svg")
        if (size := len(gzip.compress(path.read_bytes()))) > PICTOGRAM_BYTES
    }
    assert heavy == {}


@pytest.mark.parametrize("script", SCRIPTS)
def test_web_fonts_of_a_script_keep_within_their_budget(script: str) -> None:
    files = list((frontend.VENDOR / "fonts").glob(f"*-{script}-*.woff2"))
    assert 0 < sum(path.stat().st_size for path in files) <= WEB_FONT_BYTES


def test_every_copied_folder_holds_its_licence() -> None:
    assert [folder.name for folder in frontend.VENDOR.iterdir() if not any(folder.glob("LICENSE*"))] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "Já ajudei alguém com papéis."),
        ("ro", "Știu să țes"),
        ("uk", "Мені доводилося доглядати ґави"),
        ("ar", "طبخت"),
        ("ur", "کھڑکی"),
    ],
)
def test_typst_sets_every_script_without_losing_a_letter(lang: str, text: str, tmp_path: Path) -> None:
    families = ", ".join(f'"{font.typst_family}"' for font in frontend.FONTS)
    settings = f'#set text(lang: "{lang}", font: ({families}), fallback: false)'
    page = tmp_path / "page.typ"
    page.write_text(f"{settings}\n{text}\n\n#strong[{text}]")
    compiler = typst.Compiler(page, font_paths=[frontend.VENDOR / "typst-fonts"], ignore_system_fonts=True)
    pdf, warnings = compiler.compile_with_warnings()
    assert warnings == []
    assert isinstance(pdf, bytes)
    words = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split()
    assert sorted(words) == sorted((text + " " + text).split())
