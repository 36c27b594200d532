"""Loading the catalogue: repeatable, complete, and nothing is ever deleted."""

from dataclasses import replace

from sqlalchemy import func, select

from app.core.application import Autonomus
from app.core.db import db
from app.skills.catalogue_files import CatalogueFiles, TextFile, read_catalogue
from app.skills.loader import id_of, load_catalogue
from app.skills.models.catalogue import CatalogueVersion, Competence, CompetenceText, LabelWord
from app.skills.queries.catalogue import catalogue, search


def digest() -> str:
    return db.session.get_one(CatalogueVersion, 1).digest


def counts() -> list[int]:
    tables = (Competence, CompetenceText, LabelWord)
    return [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def test_loading_again_changes_nothing(app: Autonomus) -> None:
    before, rows, snapshot = digest(), counts(), catalogue()
    load_catalogue()
    db.session.commit()
    assert (digest(), counts()) == (before, rows)
    assert catalogue() is snapshot


def test_a_competence_that_left_the_files_is_retired_and_stays_readable(app: Autonomus) -> None:
    files = read_catalogue()
    kept = tuple(each for each in files.competences if each.key != "drive-tractor")
    assert load_catalogue(CatalogueFiles(kept, files.contexts)).retired == 1
    db.session.commit()
    retired = catalogue().by_key("drive-tractor")
    assert retired is not None
    assert retired.is_retired
    assert str(retired.name("pt"))
    assert all(retired not in catalogue().cards(context) for context in retired.contexts)
    hits = search("sei mexer no trator", languages=["pt"])
    assert "drive-tractor" not in [hit.competence.key for hit in hits]

    load_catalogue(files)
    db.session.commit()
    back = catalogue().by_key("drive-tractor")
    assert back is not None
    assert not back.is_retired


def test_new_words_are_found_without_a_restart(app: Autonomus) -> None:
    assert search("zigurate lunar", languages=["pt"]) == []
    files = read_catalogue()
    first = files.competences[0]
    said = first.texts["pt"]
    words = TextFile(said.name, said.card, (*said.synonyms, "zigurate lunar"))
    changed = replace(first, texts={**first.texts, "pt": words})
    load_catalogue(CatalogueFiles((changed, *files.competences[1:]), files.contexts))
    db.session.commit()
    assert search("zigurate lunar", languages=["pt"])[0].competence.key == first.key


def test_the_snapshot_gives_cards_commonest_first_and_falls_back_to_portuguese(app: Autonomus) -> None:
    known = catalogue()
    for context in known.contexts:
        cards = known.cards(context.key)
        assert len(cards) >= 12
        assert [card.commonness for card in cards] == sorted((c.commonness for c in cards), reverse=True)
    competence = known.competence(id_of("care-older-person"))
    assert competence is not None
    assert competence.card("pt").value.startswith("Já ")
    assert (competence.name("bn").lang, competence.name("uk").lang) == ("pt", "uk")
