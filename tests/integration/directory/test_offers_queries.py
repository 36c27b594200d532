"""Lists of the directory cost as many queries with a thousand rows as with ten."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import select

from app.core.actor import Actor, ActorKind
from app.core.db import db
from app.directory.index.models import DirectoryStamp
from app.directory.index.queries import best_for_need, search_public
from app.directory.shelves.models.publications import LibraryItem, Publication
from app.directory.slots.queries import slots_now_and_next
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.counting import AT_MOST, cost, counted, more
from tests.factories.offers import a_list, a_slot, an_offer
from tests.factories.one_of_each import clerk, making

THURSDAY = datetime(2026, 12, 3, 10, tzinfo=UTC)
PAGES = (
    "/directory/offers",
    "/directory/offers?q=servente&state=open&kind=vacancy",
    "/directory/offers?hindrance=pay",
    "/directory/offers/imports",
    "/directory/library",
    "/directory/publications",
    "/directory/slots",
)


def fill(actor: Actor, count: int, since: int) -> None:
    numbers = range(since, since + count)
    with making():
        rows = [(n, {"Título": f"Servente {n}", "Motivos por preencher": "pay"}) for n in numbers]
        a_list(actor, rows, "x")
        for number in numbers:
            named = {"title": f"x {number}", "sort_key": f"x {number}", "municipality_id": actor.here()}
            db.session.add(Publication(language="pt", **named))
            db.session.add(LibraryItem(kind="book", language="pt", **named))


def test_lists_cost_the_same_with_a_thousand_rows(
    cast: Cast, client_for: Callable[[Person | None], PageClient]
) -> None:
    actor, client = clerk(cast.here, cast.facilitator.id), client_for(cast.facilitator)
    with making():
        url = f"/directory/offers/{an_offer(actor, cast.town_hall).id}"
        slots = [a_slot(actor, cast.town_hall) for _ in range(3)]
    pages = (*PAGES, url, f"{url}/edit", f"/directory/slots/{slots[0].id}")
    terminal = Actor(kind=ActorKind.TERMINAL, municipality_id=cast.here)
    stamp = select(DirectoryStamp.stamp).where(DirectoryStamp.municipality_id == cast.here)

    def costs() -> dict[str, int]:
        found = {page: cost(client, page) for page in pages}
        asked: dict[str, Callable[[], object]] = {
            "need": partial(best_for_need, terminal, "work", languages=["uk"]),
            "search": partial(search_public, terminal, "servente", languages=["uk"]),
            "slots": partial(slots_now_and_next, terminal, THURSDAY, db.session.scalar(stamp)),
        }
        for name, ask in asked.items():
            ask()
            with counted() as statements:
                ask()
            found[name] = len(statements)
        return found

    fill(actor, 10, 0)
    few = costs()
    fill(actor, more(990), 10)
    with making():
        for _ in range(40):
            a_slot(actor, cast.town_hall)
    many = costs()
    assert many == few
    assert many["slots"] == 0
    assert cost(client, "/directory/offers.csv") <= AT_MOST  # one more for each 500 rows
    assert not {page: count for page, count in many.items() if count > AT_MOST}
