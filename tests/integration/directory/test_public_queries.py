"""What the kiosk asks of the directory and of the series takes at most two queries, whatever there is."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from uuid import UUID

import pytest

from app.core.actor import Actor, ActorKind
from app.core.db import new_id
from app.directory import queries
from app.directory.services.offer_imports import import_offers
from app.skills.queries import catalogue
from app.workshops import queries as workshops
from tests.cast import Cast
from tests.counting import counted
from tests.factories.directory import many_services
from tests.factories.offers import a_book, a_publication
from tests.factories.one_of_each import clerk, making

pytestmark = pytest.mark.clock("2026-03-02T10:00+00:00")
FEW, MANY, AT_MOST = 10, 990, 2


def fill(actor: Actor, organisation_id: UUID, count: int, since: int) -> None:
    """Half of them services, half vacancies that need the same competence."""
    care = catalogue().by_key("care-child")
    assert care
    many_services(count // 2, actor, organisation_id, start=since)
    with making():
        rows = [
            (number, {"Título": f"Ama {number}", "Competências": str(care.name("pt"))})
            for number in range(since, since + count // 2)
        ]
        report = import_offers(actor, import_id=new_id(), municipality_id=actor.here(), source="x", rows=rows)
        assert report.added == count // 2


def test_the_kiosk_asks_at_most_twice(cast: Cast) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    kiosk = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    care = catalogue().by_key("care-child")
    assert care
    with making():
        leaflet, book = a_publication(actor, cast.town_hall), a_book(actor, cast.town_hall)
    both = ["uk", "pt"]
    asked: Mapping[str, Callable[[], object]] = {
        "best": partial(queries.best_for_need, kiosk, "documents", languages=both),
        "work": partial(queries.best_for_need, kiosk, "work", languages=both),
        "page": partial(queries.page_for_need, kiosk, "work", languages=both),
        "words": partial(queries.search_public, kiosk, "ama multidão", languages=both),
        "no words": partial(queries.search_public, kiosk, "xyzzy", languages=both),
        "leaflet": partial(queries.get_public, kiosk, "publication", leaflet.id, languages=both),
        "book": partial(queries.get_public, kiosk, "library", book.id, languages=both),
        "suggestions": partial(queries.suggest_for, kiosk, [care.id], languages=both),
        "series": partial(workshops.list_public, kiosk, language="uk", today=date(2026, 3, 2)),
    }

    def costs() -> dict[str, int]:
        found = {}
        for name, ask in asked.items():
            ask()
            with counted() as statements:
                assert name in {"no words", "series"} or ask()
            found[name] = len(statements)
        return found

    fill(actor, cast.town_hall, FEW, 0)
    few = costs()
    fill(actor, cast.town_hall, MANY, FEW)
    assert costs() == few
    assert not {name: count for name, count in few.items() if count > AT_MOST}
