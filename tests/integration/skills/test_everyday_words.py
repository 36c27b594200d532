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
    ("en", "looking after my grandchildren", "care-child"),
    ("en", "putting things online", "run-social-page"),
    ("uk", "сидіти з онуками", "care-child"),
    ("uk", "робити сир", "make-cheese"),
    ("uk", "викладати щось в інтернет", "run-social-page"),
    ("ar", "الجبن", "make-cheese"),
    ("ar", "إرجاع باقي النقود", "operate-till"),
]


FIRST = [
    ("toma conta de velhotes", "care-older-person"),
    ("tomar conta de velhos", "care-older-person"),
    ("cuido da minha avó", "care-older-person"),
    ("cuidadora de idosos", "care-older-person"),
    ("tomo conta dos netos", "care-child"),
    ("fico com os netos", "care-child"),
    ("netos", "care-child"),
    ("ir buscar os netos à escola", "take-children-to-school"),
    ("levar os miúdos à escola", "take-children-to-school"),
    ("faço queijo", "make-cheese"),
    ("queijo de cabra", "make-cheese"),
    ("dar trocos", "operate-till"),
    ("faço trocos", "operate-till"),
    ("mexer em dinheiro na caixa", "operate-till"),
    ("pôr coisas na internet", "run-social-page"),
    ("publicar no facebook", "run-social-page"),
    ("vender coisas na net", "sell-online"),
    ("faxina", "clean-home"),
    ("faxineira", "clean-home"),
    ("diarista", "clean-home"),
    ("fazer faxina em escritório", "clean-shared-buildings"),
    ("sou babá", "care-child"),
    ("garçom", "serve-at-table"),
    ("mexer no celular", "exchange-phone-messages"),
    ("caminhão", "drive-truck"),
    ("dirigir carro", "drive-car"),
    ("motorista de ônibus", "drive-bus"),
    ("encanador", "fix-taps-pipes"),
    ("trabalhar na roça", "grow-vegetables"),
    ("consertar geladeira", "fix-appliances"),
    ("salgadinhos", "make-savouries"),
    ("passar roupa", "iron-clothes"),
    ("lavar louça", "clean-home"),
    ("camareira", "prepare-guest-rooms"),
    ("arrumar cama", "prepare-guest-rooms"),
    ("cortar grama", "tend-garden"),
    ("digitar", "write-on-computer"),
    ("motoboy", "deliver-on-two-wheels"),
    ("entregador", "deliver-by-van"),
    ("caixa de mercado", "operate-till"),
    ("fazer unha", "beauty-care"),
    ("ordenhar vacas", "keep-cows"),
    ("dar injeções", "give-medicines"),
    ("ouvir as pessoas", "keep-company"),
    ("servente de pedreiro", "mix-mortar"),
]
"""What is said here and in Brazil, and what stands first: the page is read from the top."""


@pytest.mark.parametrize(("language", "said", "meant"), SAID)
def test_everyday_words_find_the_competence(app: Autonomus, language: str, said: str, meant: str) -> None:
    found = [hit.competence.key for hit in search(said, languages=[language, "pt"], limit=3)]
    assert meant in found


def test_what_is_meant_stands_first(app: Autonomus) -> None:
    found = {said: search(said, languages=["pt"], limit=1)[0].competence.key for said, _ in FIRST}
    assert found == dict(FIRST)


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "xyzzyq", "%_'\"--"])
def test_nothing_is_found_for_nothing(app: Autonomus, nothing: str) -> None:
    assert search(nothing, languages=["pt"]) == []


def test_hits_say_which_words_answered_and_in_which_language(app: Autonomus) -> None:
    hit = search("tomo conta de velhotes", languages=["uk", "pt"])[0]
    assert (hit.label, hit.language) == ("tomo conta de velhotes", "pt")
    assert hit.score == pytest.approx(1)
