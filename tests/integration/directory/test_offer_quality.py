"""Nobody is shown an offer that does not say what is paid, what it is, whom to reach and what to do next."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from app.core.actor import Actor, ActorKind
from app.core.errors import NotFound
from app.directory.index.queries import best_for_need, get_public
from app.directory.shelves.models.offers import Offer
from app.directory.shelves.operations.shelves import edit_entry
from app.directory.shelves.quality import score
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.offers import an_offer
from tests.factories.one_of_each import clerk, making

ClientFor = Callable[[Person | None], PageClient]
LACKS: dict[str, tuple[dict[str, Any], str]] = {
    "pay": ({"pay_from": None}, "o que se paga, ou o que o curso custa"),
    "description": ({"description": ""}, "uma descrição"),
    "contact": ({"phone": ""}, "um telefone, um correio eletrónico ou uma ligação"),
    "next": ({"how_to_apply": ""}, "como concorrer"),
}


def is_shown(cast: Cast, offer_id: UUID) -> bool:
    kiosk = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    try:
        get_public(kiosk, "vacancy", offer_id, languages=["pt"])
    except NotFound:
        return False
    return True


@pytest.mark.parametrize(("lacking", "said"), LACKS.values(), ids=LACKS)
def test_what_does_not_say_enough_is_kept_and_not_shown(
    cast: Cast, client_for: ClientFor, lacking: dict[str, Any], said: str
) -> None:
    writer, client = clerk(cast.here, cast.coordinator.id), client_for(cast.coordinator)
    with making():
        offer = an_offer(writer, cast.town_hall)
    url = f"/directory/offers/{offer.id}"
    assert is_shown(cast, offer.id)
    assert "O público ainda não vê isto" not in client.get(url).text
    with making():
        whole = {name: getattr(offer, name) for name in lacking}
        edit_entry(writer, entry=offer, version=offer.version, **lacking)
    assert not is_shown(cast, offer.id)
    page = client.get(url).text
    assert "O público ainda não vê isto" in page
    assert f"Ainda tem de dizer: {said}." in page
    assert "Ainda não aparece" in client.get("/directory/offers").text
    with making():
        edit_entry(writer, entry=offer, version=offer.version, **whole)
    assert is_shown(cast, offer.id)


def test_a_course_says_what_it_costs_instead_of_a_pay(cast: Cast) -> None:
    writer = clerk(cast.here, cast.coordinator.id)
    kiosk = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    with making():
        an_offer(writer, kind="training", title="Curso calado", pay_from=None)
        an_offer(writer, kind="training", title="Curso gratuito", pay_from=None, benefits="Gratuito")
    (found,) = best_for_need(kiosk, "learn", languages=["pt"])
    assert found.entry.name.value == "Curso gratuito"
    assert ("Custo e apoios", "Gratuito") in {
        (str(each.label), str(each.value)) for each in found.entry.facts
    }


def test_the_more_an_offer_says_the_better_it_is_and_the_sooner_it_is_shown(cast: Cast) -> None:
    writer = clerk(cast.here, cast.coordinator.id)
    kiosk = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    with making():
        bare = an_offer(writer, title="A primeira por nome", place="", employer="Casa")
        told = an_offer(writer, title="Bem dita", hours="9h-17h", employer="Casa")
    assert (
        0
        < score(Offer(kind="vacancy", title="Nada", texts=[], competences=[], place="Amieira"))
        < score(bare)
    )
    assert score(bare) < score(told) <= 100
    assert [each.entry.name.value for each in best_for_need(kiosk, "work", languages=["pt"])] == [
        "Bem dita",
        "A primeira por nome",
    ]
