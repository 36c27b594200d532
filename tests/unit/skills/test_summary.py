"""The paragraph for other systems."""

from uuid import uuid4

from app.skills.models.inventory import InventoryEntry
from app.skills.snapshot import Catalogue, CompetenceView
from app.skills.summary import paragraph


def competence(name: str) -> CompetenceView:
    return CompetenceView(
        uuid4(), name, "care", "1F986", 1, ("care",), None, False, {"pt": name}, {"pt": name}
    )


CLEAN, COOK, DRIVE = competence("Limpar"), competence("Cozinhar"), competence("Conduzir")
KNOWN = Catalogue(competences={each.id: each for each in (CLEAN, COOK, DRIVE)})


def entry(of: CompetenceView | None, **values: str) -> InventoryEntry:
    return InventoryEntry(**{"state": "declared", "competence_id": of.id if of else None, **values})


def test_competences_are_grouped_by_level_best_first() -> None:
    entries = [entry(CLEAN), entry(COOK, level="teaches"), entry(DRIVE, level="teaches", state="confirmed")]
    text = paragraph(entries, KNOWN)
    assert text.index("Conduzir; Cozinhar") < text.index("Limpar")
    assert text.count("Conduzir") == 2
    assert "\n" not in text


def test_what_is_not_wanted_is_said_apart() -> None:
    text = paragraph([entry(CLEAN, level="alone", wish="no")], KNOWN)
    assert text.count("Limpar") == 1


def test_own_words_stay_out() -> None:
    assert paragraph([entry(None, own_words="trabalhei na casa do senhor Silva")], KNOWN) == ""
