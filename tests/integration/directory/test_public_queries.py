"""What the kiosk asks of the directory and of the series takes at most two queries, whatever there is."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from uuid import UUID

import pytest

from app.core.actor import Actor, ActorKind
from app.directory.index.queries import (
    best_for_need,
    get_public,
    page_for_need,
    search_public,
    suggest_for,
)
from app.skills.fit import Speaks
from app.skills.queries.catalogue import catalogue
from app.skills.queries.inventories import Spoken
from app.workshops.enrolments.queries.public import list_fitting, list_public
from tests.cast import Cast
from tests.counting import counted, more
from tests.factories.directory import many_services
from tests.factories.offers import WHOLE_ROW, a_book, a_list, a_publication
from tests.factories.one_of_each import clerk, making

pytestmark = pytest.mark.clock("2026-03-02T10:00+00:00")
FEW, AT_MOST = 10, 2


def fill(actor: Actor, organisation_id: UUID, count: int, since: int) -> None:
    """Half of them services, half vacancies that need the same competence."""
    care = catalogue().by_key("care-child")
    assert care
    many_services(count // 2, actor, organisation_id, start=since)
    with making():
        rows = [
            (number, {"Título": f"Ama {number}", "Competências": str(care.name("pt")), **WHOLE_ROW})
            for number in range(since, since + count // 2)
        ]
        report = a_list(actor, rows, "x")
        assert report.added == count // 2


def test_the_kiosk_asks_at_most_twice(cast: Cast) -> None:
    actor = clerk(cast.here, cast.facilitator.id)
    kiosk = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    care = catalogue().by_key("care-child")
    assert care
    with making():
        leaflet, book = a_publication(actor, cast.town_hall), a_book(actor, cast.town_hall)
    both, speaks = ["uk", "pt"], Speaks([Spoken(care.id, "often", None, None)])
    asked: Mapping[str, Callable[[], object]] = {
        "best": partial(best_for_need, kiosk, "documents", languages=both),
        "work": partial(best_for_need, kiosk, "work", languages=both),
        "page": partial(page_for_need, kiosk, "work", "vacancy", languages=both),
        "words": partial(search_public, kiosk, "ama multidão", languages=both),
        "no words": partial(search_public, kiosk, "xyzzy", languages=both),
        "leaflet": partial(get_public, kiosk, "publication", leaflet.id, languages=both),
        "book": partial(get_public, kiosk, "library", book.id, languages=both),
        "suggestions": partial(suggest_for, kiosk, speaks, languages=both),
        "fitting series": partial(list_fitting, kiosk, speaks, language="uk", today=date(2026, 3, 2)),
        "series": partial(list_public, kiosk, language="uk", today=date(2026, 3, 2)),
    }

    def costs() -> dict[str, int]:
        found = {}
        for name, ask in asked.items():
            ask()
            with counted() as statements:
                assert name in {"no words", "series", "fitting series"} or ask()
            found[name] = len(statements)
        return found

    fill(actor, cast.town_hall, FEW, 0)
    few = costs()
    fill(actor, cast.town_hall, more(990) // 2 * 2, FEW)
    assert costs() == few
    assert not {name: count for name, count in few.items() if count > AT_MOST}
