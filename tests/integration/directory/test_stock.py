"""Printed copies: their number is the sum of what moved, and never less than none."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core import clock
from app.core.db import db, new_id
from app.core.errors import Forbidden
from app.core.unit_of_work import writing
from app.directory.shelves.models.publications import Publication
from app.directory.shelves.models.stock import Movement, StockMovement
from app.directory.shelves.operations import stock
from app.directory.shelves.operations.stock import Moved
from tests.cast import Cast, Person
from tests.client import PageClient
from tests.factories.offers import a_movement, a_publication

ClientFor = Callable[[Person | None], PageClient]
DELIVERED, TAKEN, COUNTED = Movement.DELIVERED, Movement.TAKEN, Movement.COUNTED


@pytest.fixture
def publication(cast: Cast) -> Publication:
    with writing():
        return a_publication(cast.facilitator.actor)


def move(cast: Cast, publication: Publication, kind: Movement, copies: int) -> StockMovement:
    with writing():
        return a_movement(cast.facilitator.actor, publication, kind, copies)


def movements(publication: Publication) -> list[StockMovement]:
    rows = select(StockMovement).where(StockMovement.publication_id == publication.id)
    return list(db.session.scalars(rows.order_by(StockMovement.created_at, StockMovement.id)))


def test_what_comes_and_what_is_taken_is_counted_up(cast: Cast, publication: Publication) -> None:
    assert publication.stock is None
    for kind, copies, left in ((DELIVERED, 40, 40), (TAKEN, 12, 28), (DELIVERED, 5, 33)):
        assert move(cast, publication, kind, copies).left == left
    assert publication.stock == 33


def test_a_count_notes_the_difference(cast: Cast, publication: Publication) -> None:
    move(cast, publication, DELIVERED, 40)
    counted = move(cast, publication, COUNTED, 31)
    assert (counted.counted, counted.copies, publication.stock) == (31, -9, 31)


def test_more_cannot_be_taken_than_there_are_until_somebody_counts(
    cast: Cast, publication: Publication
) -> None:
    move(cast, publication, DELIVERED, 3)
    with pytest.raises(stock.NotSoMany):
        move(cast, publication, TAKEN, 4)
    move(cast, publication, COUNTED, 10)
    assert move(cast, publication, TAKEN, 4).left == 6


def test_a_mistake_is_evened_out_once_and_nothing_disappears(cast: Cast, publication: Publication) -> None:
    move(cast, publication, DELIVERED, 30)
    mistake = move(cast, publication, TAKEN, 20)
    with writing():
        reversal = stock.reverse_movement(
            cast.facilitator.actor, reversal_id=new_id(), publication=publication, movement=mistake
        )
    assert (publication.stock, len(movements(publication))) == (30, 3)
    for movement in (mistake, reversal):
        with writing(), pytest.raises(stock.AlreadyReversed):
            stock.reverse_movement(
                cast.facilitator.actor, reversal_id=new_id(), publication=publication, movement=movement
            )


def test_a_delivery_whose_copies_are_gone_is_not_evened_out(cast: Cast, publication: Publication) -> None:
    delivered = move(cast, publication, DELIVERED, 30)
    move(cast, publication, TAKEN, 20)
    with writing(), pytest.raises(stock.NotSoMany):
        stock.reverse_movement(
            cast.facilitator.actor, reversal_id=new_id(), publication=publication, movement=delivered
        )


def test_nothing_moves_tomorrow_and_nobody_else_moves_it(cast: Cast, publication: Publication) -> None:
    tomorrow = clock.today("Europe/Lisbon") + timedelta(days=1)
    for actor, on, refusal in (
        (cast.facilitator.actor, tomorrow, stock.DayToCome),
        (cast.registrar.actor, date(2026, 1, 2), Forbidden),
    ):
        moved = Moved(kind=DELIVERED, copies=1, on=on)
        with writing(), pytest.raises(refusal):
            stock.note_movement(actor, movement_id=new_id(), publication=publication, moved=moved)


STEPS = st.tuples(st.sampled_from([*Movement, None]), st.integers(0, 50))


@given(steps=st.lists(STEPS, max_size=15))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_stock_is_the_sum_of_its_movements_and_never_negative(
    cast: Cast, steps: list[tuple[Movement | None, int]]
) -> None:
    actor = cast.facilitator.actor
    with writing():
        publication = a_publication(actor)
        for kind, number in steps:
            rows = movements(publication)
            try:
                if kind:
                    a_movement(actor, publication, kind, number)
                elif rows:
                    row = rows[number % len(rows)]
                    stock.reverse_movement(actor, reversal_id=new_id(), publication=publication, movement=row)
            except (stock.NotSoMany, stock.AlreadyReversed):
                pass
            rows = movements(publication)
            assert (publication.stock or 0) == sum(each.copies for each in rows) >= 0
            assert not rows or rows[-1].left == publication.stock


def test_a_facilitator_notes_what_was_taken_today(
    cast: Cast, publication: Publication, client_for: ClientFor
) -> None:
    move(cast, publication, DELIVERED, 10)
    client, here = client_for(cast.facilitator), f"/directory/publications/{publication.id}/stock"
    form = client.get(here).form(here)
    assert form["kind"] == "taken"
    client.post(here, form | {"copies": "4"})
    page = client.get(here)
    assert "6" in page.soup.select_one("main").get_text()  # type: ignore[union-attr]
    refused = client.post(here, page.form(here) | {"copies": "7"}, status=422)
    assert "6" in refused.text
    client.post(here, page.form(here) | {"copies": "0"}, status=422)
    taken = movements(publication)[-1]
    client.post(f"{here}/{taken.id}/reversal", page.form(f"{here}/{taken.id}/reversal"))
    db.session.expire_all()
    assert db.session.get_one(Publication, publication.id).stock == 10
    shelf = client.get("/directory/publications")
    assert shelf.soup.select_one(f'a[href="{here}"]') is not None
    assert client.get(f"/directory/publications/{publication.id}").soup.select_one(f'a[href="{here}"]')


def test_a_stranger_finds_no_stock(cast: Cast, publication: Publication, client_for: ClientFor) -> None:
    client_for(cast.stranger).get(f"/directory/publications/{publication.id}/stock", status=404)


def test_who_delivered_is_said_of_deliveries_only(
    cast: Cast, publication: Publication, client_for: ClientFor
) -> None:
    client, here = client_for(cast.facilitator), f"/directory/publications/{publication.id}/stock"
    moved = {"kind": "delivered", "copies": "5", "party_id": str(cast.town_hall)}
    client.post(here, client.get(here).form(here) | moved)
    (delivered,) = movements(publication)
    assert delivered.party_id == cast.town_hall
    client.post(here, client.get(here).form(here) | moved | {"kind": "taken"}, status=422)
