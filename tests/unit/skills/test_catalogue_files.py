"""The schema check of the catalogue: the product's own files pass, broken ones are told apart."""

import shutil
from pathlib import Path

import pytest

from app.skills.catalogue_files import (
    FOLDER,
    LANGUAGES,
    CatalogueError,
    CatalogueFiles,
    CompetenceFile,
    TextFile,
    problems_of,
    read_catalogue,
)


def entry(**changes: object) -> CompetenceFile:
    text = TextFile("Pescar", "Já pesquei.", ("pesca", "cana", "rio", "mar"))
    facts = {
        "key": "fish",
        "area": "land",
        "contexts": ("free-time",),
        "commonness": 40,
        "pictogram": "1F41F",
        "esco": None,
        "texts": {"pt": text},
    }
    return CompetenceFile(**{**facts, **changes})  # type: ignore[arg-type]


def problems(*entries: CompetenceFile) -> str:
    return "\n".join(problems_of(CatalogueFiles(entries, ("free-time",))))


def test_the_catalogue_of_the_product_keeps_its_promises() -> None:
    assert problems_of(read_catalogue()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"key": "Fish It"}, "a key is lower-case words"),
        ({"contexts": ("sea",)}, "“sea” is no context of life"),
        ({"contexts": ("free-time", "free-time")}, "different contexts"),
        ({"commonness": 101}, "between 1 and 100"),
        ({"pictogram": "1f41f"}, "is no code point"),
        ({"esco": "http://data.europa.eu/esco/skill/fish"}, "no address of an ESCO skill"),
        ({"texts": {"pt": TextFile("P" * 61, "Já pesquei.", ("a", "b", "c", "d"))}}, "60 fit"),
        ({"texts": {"pt": TextFile("Pescar", "Pesquei.", ("a", "b", "c", "d"))}}, "begins with “Já”"),
        ({"texts": {"pt": TextFile("Pescar", "Já pesquei.", ("a", "A", "c", "d"))}}, "stands there twice"),
        ({"texts": {"pt": TextFile("Pescar ", "Já pesquei.", ("a", "b", "c", "d"))}}, "stray blanks"),
        ({"texts": {"pt": TextFile("Pescar", "Já pesquei.", ("a",))}}, "too few"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, object], said: str) -> None:
    assert said in problems(entry(**changes))


def test_duplicates_and_thin_contexts_are_said() -> None:
    told = problems(entry(), entry(key="fish-again"), entry())
    assert "fish stands in the catalogue more than once" in told
    assert "fish and fish-again and fish have the same words in pt: “pescar”" in told
    assert "free-time has 3 cards; at least 12 are promised" in told
    assert "at least 150 are promised" in told


def test_missing_and_unreadable_texts_are_said_all_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(FOLDER, folder)
    (folder / "text/uk/care.toml").unlink()
    (folder / "text/ar/home.toml").write_text("[broken", "utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(folder)
    told = "\n".join(caught.value.problems)
    assert "uk/care.toml is missing" in told
    assert "ar/home.toml cannot be read" in told
    assert "care-older-person: no name in text/uk/care.toml" in told


def test_every_language_is_there() -> None:
    for each in read_catalogue().competences:
        assert set(each.texts) == set(LANGUAGES)
