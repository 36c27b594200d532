"""What people really say finds what they mean, among the first three, in each language."""

import pytest

from app.core.application import Autonomus
from app.skills.queries.catalogue import search

SAID = [
    ("pt", "tomo conta de velhotes", "care-older-person"),
    ("pt", "biscates de trolha", "lay-bricks"),
    ("pt", "ando à jorna na vindima", "pick-grapes"),
    ("pt", "sei mexer no tratôr", "drive-tractor"),
    ("pt", "velhot", "care-older-person"),
    ("pt", "pitar paredes", "paint-walls"),
    ("pt", "paredes pintar", "paint-walls"),
    ("pt", "TRATAR DAS VACAS", "keep-cows"),
    ("pt", "apanha da azeitona", "harvest-olives"),
    ("pt", "ajudo o meu filho nos trabalhos de casa", "help-homework"),
    ("pt", "traduzo para a minha família", "interpret-for-others"),
    ("pt", "soldador", "weld-metal"),
    ("pt", "faço bolos", "bake-cakes"),
    ("uk", "доглядаю дітей", "care-child"),
    ("uk", "дивлюся за бабусею", "care-older-person"),
    ("uk", "трактор", "drive-tractor"),
    ("uk", "прасувати сорочки", "iron-clothes"),
    ("uk", "tomo conta de velhotes", "care-older-person"),
    ("ar", "خياطه", "sew-with-machine"),
    ("ar", "الطبخ للعائلة", "cook-everyday-meals"),
    ("en", "look after old people", "care-older-person"),
    ("en", "ironing", "iron-clothes"),
    ("en", "tractor drivr", "drive-tractor"),
]


@pytest.mark.parametrize(("language", "said", "meant"), SAID)
def test_everyday_words_find_the_competence(app: Autonomus, language: str, said: str, meant: str) -> None:
    found = [hit.competence.key for hit in search(said, languages=[language, "pt"], limit=3)]
    assert meant in found


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "xyzzyq", "%_'\"--"])
def test_nothing_is_found_for_nothing(app: Autonomus, nothing: str) -> None:
    assert search(nothing, languages=["pt"]) == []


def test_hits_say_which_words_answered_and_in_which_language(app: Autonomus) -> None:
    hit = search("tomo conta de velhotes", languages=["uk", "pt"])[0]
    assert (hit.label, hit.language) == ("tomo conta de velhotes", "pt")
    assert hit.score == pytest.approx(1)
